"""Pages of a client user about whose cost the bills are."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse

from billing_audit.allocating import export
from billing_audit.allocating.reading import Month, Part
from billing_audit.allocating.spreading import Bearer
from billing_audit.portal.shared import billed_months
from clients.people.access import portal_only
from clients.people.company import chosen_company, page
from clients.people.models import Client
from clients.telecom.models import CostAssignment
from retainer.lib.months import read_month
from retainer.lib.spreadsheets import csv_file


@dataclass(frozen=True)
class Opened:
    """The row that was opened, with what it comes of."""

    bearer: Bearer
    services: list[Part]


@portal_only
def cost_centre_list(request: HttpRequest) -> HttpResponse:
    """A month's bills divided among cost centres; a row opens to its services."""
    company = chosen_company(request)
    months = billed_months(company)
    chosen = _chosen(request, months)
    month = Month(company, chosen) if chosen else None
    return page(
        request,
        "portal/cost_centre_list.html",
        company,
        months=months,
        month=chosen,
        allocations=month.allocations() if month else [],
        common=month.common() if month and "common" in request.GET else None,
        opened=_opened(request, month) if month else None,
        is_set_up=CostAssignment.objects.filter(client=company).exists(),
    )


@portal_only
def cost_centre_csv(request: HttpRequest) -> HttpResponse:
    """The month for the ledger: every bill by cost centre."""
    company = chosen_company(request)
    chosen = _chosen(request, billed_months(company))
    rows = export.table(Month(company, chosen)) if chosen else ()
    return csv_file(_file_name(company, chosen), export.HEADING, rows)


def _chosen(request: HttpRequest, months: list[date]) -> date | None:
    asked = read_month(request.GET.get("month", ""))
    return asked if asked in months else next(iter(months), None)


def _opened(request: HttpRequest, month: Month) -> Opened | None:
    """Named in the address as ``centre`` and ``ledger``; an empty centre is what nobody bears."""
    if "centre" not in request.GET:
        return None
    named = (request.GET.get(name, "").replace("\0", "") for name in ("centre", "ledger"))
    bearer = Bearer(*named)
    return Opened(bearer, month.services(bearer))


def _file_name(company: Client, month: date | None) -> str:
    return f"cost-centres-{company.slug}-{month:%Y-%m}.csv" if month else "cost-centres.csv"
