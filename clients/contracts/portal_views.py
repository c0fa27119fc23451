"""Pages of a client user: their contracts, when each ends, and what ending it costs."""

from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from clients.contracts.calendar import HEADING, contracts_of, lines, rows
from clients.contracts.detail import Ending
from clients.contracts.followed import brought, by_currency
from clients.contracts.models import Renegotiation
from clients.contracts.views import asked_day, soon
from clients.people.access import portal_only
from clients.people.company import chosen_company, page
from retainer.lib import keyset
from retainer.lib.spreadsheets import csv_file


@portal_only
def my_contracts(request: HttpRequest) -> HttpResponse:
    """What is due next under which contract of the company."""
    company = chosen_company(request)
    found = rows(request.user, contracts_of(request.user, company), timezone.localdate())
    return page(request, "contracts/my_contracts.html", company, rows=found, soon=soon(found))


@portal_only
def my_calendar_csv(request: HttpRequest) -> HttpResponse:
    seen = contracts_of(request.user, chosen_company(request))
    return csv_file(
        "contract-calendar.csv", HEADING, lines(rows(request.user, seen, timezone.localdate()))
    )


@portal_only
def my_renegotiations(request: HttpRequest) -> HttpResponse:
    """Prices that carriers are asked for anew, and what those that were agreed brought."""
    company = chosen_company(request)
    asked = Renegotiation.objects.visible_to(request.user).filter(client=company).for_list()
    agreed = list(asked.filter(state=Renegotiation.State.AGREED).select_related("new_rate"))
    found = brought(request.user, agreed)
    shown = keyset.page(asked, ["-id"], request)
    return page(
        request,
        "contracts/my_renegotiations.html",
        company,
        page=shown,
        rows=[(each, found.get(each.pk)) for each in shown],
        sums=by_currency(agreed, found),
    )


@portal_only
def my_contract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One contract, with the fee by month; ``?ends=`` opens a day's reckoning."""
    contract = get_object_or_404(contracts_of(request.user), public_id=public_id)
    (row,) = rows(request.user, [contract], timezone.localdate())
    return page(
        request,
        "contracts/my_contract.html",
        contract.client,
        row=row,
        contract=contract,
        notices=contract.notices_given.annotate(paper=F("document__title")),
        ending=Ending(row, asked_day(request)),
    )
