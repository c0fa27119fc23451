"""How we audit: all checks on one page, each on its own; the same for clients and the practice."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from billing_audit.checks.families import FAMILIES
from billing_audit.method import reading
from clients.people.access import any_signed_in
from clients.people.company import chosen_company, companies
from clients.people.models import Client


@any_signed_in
def check_list(request: HttpRequest) -> HttpResponse:
    """Every check, narrowed by words, family and what was changed; and those not made yet."""
    client = _client(request)
    words, show = request.GET.get("q", ""), request.GET.get("show", "")
    family = request.GET.get("family", "")
    family = family if family in FAMILIES else ""
    every = reading.told_checks(client)
    found = [
        each
        for each in every
        if each.says(words) and each.check.code.startswith(family) and (each.own or show != "own")
    ]
    context = {
        "client": client,
        "count": len(every),
        "families": list(reading.by_family(found)) if show != "none" else [],
        "is_unchanged": show == "own" and not any(each.own for each in every),
        "not_made": reading.not_made(words, family) if show in ("", "none") else [],
        "choices": reading.family_choices(family),
        "shown": reading.SHOWN if client else [each for each in reading.SHOWN if each[0] != "own"],
        "kept": {key: request.GET[key] for key in ("q", "show", "client") if request.GET.get(key)},
    }
    return render(request, "method/check_list.html", context | _layout(request, client))


@any_signed_in
def check_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One check: what it looks for, what it needs, how it reckons, and what it lets pass."""
    client = _client(request)
    told = reading.told_check(code, client)
    if told is None:
        raise Http404
    context = {"told": told, "check": told.check, "client": client}
    return render(request, "method/check_detail.html", context | _layout(request, client))


def _client(request: HttpRequest) -> Client | None:
    """Whose values are shown: a client user's company, or the client the address names."""
    if request.user.is_client_user:
        return chosen_company(request) if companies(request) else None
    clients = Client.objects.visible_to(request.user)
    return clients.filter(slug=request.GET.get("client", "")).first()


def _layout(request: HttpRequest, client: Client | None) -> dict[str, object]:
    """The frame of the page, which differs by who reads it."""
    if not request.user.is_client_user:
        return {"layout": "base.html"}
    return {"layout": "portal/page.html", "company": client, "companies": companies(request)}
