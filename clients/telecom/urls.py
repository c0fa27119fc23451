"""Addresses of the telecom registers: the same for each, by its noun."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import slugify

from clients.people.access import practice_only, principal_only
from clients.telecom import special_views, views
from clients.telecom.registers import REGISTERS, Register

app_name = "telecom"


def _for(register: Register, deed: str) -> Callable[..., HttpResponse]:
    """The view of a deed for one register, for people of the practice or principals alone."""
    view = getattr(views, f"fact_{deed}")

    @wraps(view)
    def bound(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, register, **kwargs)

    return (principal_only if deed in register.principals_only else practice_only)(bound)


def _addresses(register: Register) -> list[URLPattern]:
    many = slugify(register.many)
    row = f"{many}/<uuid:public_id>/"
    places = {
        "list": f"{many}/",
        "create": f"{many}/new/",
        "export": f"{many}/export/",
        "detail": row,
        "edit": f"{row}edit/",
    }
    if register.loader:
        places["import"] = f"{many}/import/"
    return [
        path(place, _for(register, deed), name=f"{register.noun}_{deed}")
        for deed, place in places.items()
    ]


urlpatterns = [address for register in REGISTERS for address in _addresses(register)] + [
    path("services/<uuid:public_id>/decide/", special_views.service_decide, name="service_decide"),
    path(
        "contracts/<uuid:public_id>/documents/new/",
        special_views.document_add,
        name="document_add",
    ),
    path("documents/<uuid:public_id>/", special_views.document_download, name="document_download"),
]
