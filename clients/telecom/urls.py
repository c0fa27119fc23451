"""Addresses of the telecom registers: the same for each, by its noun."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import slugify

from clients.people.access import practice_only, principal_only
from clients.telecom import paper_views, part_views, special_views, term_views, views
from clients.telecom.registers import PARTS, REGISTERS, Part, Register
from clients.telecom.registers.terms import FOLDER

app_name = "telecom"


def _for(register: Register, deed: str) -> Callable[..., HttpResponse]:
    """The view of a deed for one register, for people of the practice or principals alone."""
    view = getattr(views, f"fact_{deed}")

    @wraps(view)
    def bound(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, register, **kwargs)

    return (principal_only if deed in register.principals_only else practice_only)(bound)


def _addresses(register: Register) -> list[URLPattern]:
    many = f"{register.folder}{slugify(register.many)}"
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


def _part_addresses(part: Part) -> list[URLPattern]:
    """A part is added on the page of its whole."""
    whole = slugify(part_views.whole_of(part).many)
    places = {
        "add": f"{whole}/<uuid:public_id>/{part.noun}/new/",
        "edit": f"{whole}/{part.noun}/<uuid:public_id>/",
        "remove": f"{whole}/{part.noun}/<uuid:public_id>/remove/",
    }
    return [
        path(place, _for_part(part, deed), name=f"{part.noun}_{deed}")
        for deed, place in places.items()
    ]


def _for_part(part: Part, deed: str) -> Callable[..., HttpResponse]:
    view = getattr(part_views, f"part_{deed}")

    @wraps(view)
    def bound(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, part, **kwargs)

    return practice_only(bound)


urlpatterns = [address for register in REGISTERS for address in _addresses(register)]
urlpatterns += [address for part in PARTS for address in _part_addresses(part)]
urlpatterns += [
    path("services/<uuid:public_id>/decide/", special_views.service_decide, name="service_decide"),
    path(FOLDER, term_views.term_overview, name="term_overview"),
    path("contracts/<uuid:public_id>/terms/", term_views.contract_terms, name="contract_terms"),
    path(
        "contracts/<uuid:public_id>/documents/new/",
        special_views.document_add,
        name="document_add",
    ),
    path("documents/<uuid:public_id>/", special_views.document_download, name="document_download"),
    path(
        "tax-certificates/<uuid:public_id>/paper/new/",
        paper_views.certificate_attach,
        name="certificate_attach",
    ),
    path(
        "tax-certificates/<uuid:public_id>/paper/",
        paper_views.certificate_paper,
        name="certificate_paper",
    ),
]
