"""Pages of the practice: every contract's days, and what ending one costs."""

from datetime import date
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from clients.contracts.calendar import HEADING, contracts_of, lines, rows
from clients.contracts.detail import Ending
from clients.people.access import practice_only
from clients.people.models import Activity
from clients.telecom.views import chosen_client
from retainer.lib.spreadsheets import csv_file

#: Activities on the page of a contract.
HISTORY = 20


@practice_only
def contract_calendar(request: HttpRequest) -> HttpResponse:
    """What is due next under which contract."""
    client = chosen_client(request)
    found = rows(request.user, contracts_of(request.user, client), timezone.localdate())
    context = {"client": client, "rows": found, "soon": soon(found)}
    return render(request, "contracts/contract_calendar.html", context)


@practice_only
def calendar_csv(request: HttpRequest) -> HttpResponse:
    seen = contracts_of(request.user, chosen_client(request))
    return csv_file(
        "contract-calendar.csv", HEADING, lines(rows(request.user, seen, timezone.localdate()))
    )


@practice_only
def contract_dates(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One contract: its term, notice, and the fee by month; ``?ends=`` opens a day's reckoning."""
    contract = get_object_or_404(contracts_of(request.user), public_id=public_id)
    (row,) = rows(request.user, [contract], timezone.localdate())
    history = Activity.objects.filter(subject_id=contract.public_id)
    context = {
        "row": row,
        "contract": contract,
        "ending": Ending(row, asked_day(request)),
        "notices": contract.notices_given.annotate(paper=F("document__title")),
        "history": history.select_related("actor").order_by("-pk")[:HISTORY],
    }
    return render(request, "contracts/contract_dates.html", context)


def soon(found: list) -> int:
    """How many take notice within the first step of alerts."""
    return sum(row.term.state == "notice_soon" for row in found)


def asked_day(request: HttpRequest) -> date | None:
    """The day that the address asks about."""
    try:
        return date.fromisoformat(request.GET.get("ends", ""))
    except ValueError:
        return None
