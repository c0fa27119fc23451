"""Addresses of the telecom registers: the same for each, by its noun."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import slugify

from clients.people.access import practice_only
from clients.telecom import special_views, views
from clients.telecom.registers import REGISTERS, Register

app_name = "telecom"


def _for(register: Register, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view of one register, for people of the practice."""

    @wraps(view)
    def bound(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, register, **kwargs)

    return practice_only(bound)


def _addresses(register: Register) -> list[URLPattern]:
    noun, many = register.noun, slugify(register.many)
    row = f"{many}/<uuid:public_id>/"
    addresses = [
        path(f"{many}/", _for(register, views.fact_list), name=f"{noun}_list"),
        path(f"{many}/new/", _for(register, views.fact_create), name=f"{noun}_create"),
        path(f"{many}/export/", _for(register, views.fact_export), name=f"{noun}_export"),
        path(row, _for(register, views.fact_detail), name=f"{noun}_detail"),
        path(f"{row}edit/", _for(register, views.fact_edit), name=f"{noun}_edit"),
    ]
    if register.loader:
        view = _for(register, views.fact_import)
        addresses.append(path(f"{many}/import/", view, name=f"{noun}_import"))
    return addresses


urlpatterns = [address for register in REGISTERS for address in _addresses(register)] + [
    path("services/<uuid:public_id>/decide/", special_views.service_decide, name="service_decide"),
    path(
        "contracts/<uuid:public_id>/documents/new/",
        special_views.document_add,
        name="document_add",
    ),
    path("documents/<uuid:public_id>/", special_views.document_download, name="document_download"),
]
