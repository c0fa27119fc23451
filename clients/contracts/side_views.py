"""A client's contracts beside each other: what differs, and a common end for them all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from clients.contracts.calendar import Row, contracts_of, rows
from clients.contracts.coterminating import candidates, plan
from clients.contracts.harmony import side_by_side
from clients.contracts.views import asked_day
from clients.people.access import practice_only
from clients.people.models import Client
from clients.telecom.views import chosen_client


@practice_only
def harmonisation(request: HttpRequest) -> HttpResponse:
    """The contracts of a client side by side."""
    client = _client(request)
    found = _running(request, client)
    context = {"client": client, "rows": found, "clauses": side_by_side(found)}
    return render(request, "contracts/harmonisation.html", context | _choices(request))


@practice_only
def co_termination(request: HttpRequest) -> HttpResponse:
    """What it costs or saves to have all contracts of a client end on one day, ``?ends=``."""
    client, asked = _client(request), asked_day(request)
    found = _running(request, client)
    options = candidates(found)
    today = timezone.localdate()
    day = max(asked, today) if asked else None
    chosen = plan(found, day) if day else (options[0] if options else None)
    context = {"client": client, "options": options, "plan": chosen}
    return render(request, "contracts/co_termination.html", context | _choices(request))


def _client(request: HttpRequest) -> Client | None:
    """The client that is chosen, or the only one there is to choose."""
    chosen = chosen_client(request)
    every = Client.objects.visible_to(request.user).active()
    return chosen or (every.first() if every.count() == 1 else None)


def _running(request: HttpRequest, client: Client | None) -> list[Row]:
    if client is None:
        return []
    found = rows(request.user, contracts_of(request.user, client), timezone.localdate())
    return [row for row in found if not row.term.is_over]


def _choices(request: HttpRequest) -> dict[str, object]:
    return {"clients": Client.objects.visible_to(request.user).active()}
