"""Pages of a client user about what it spends, against its budgets and the year before."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse

from billing_audit.bills.models import Invoice
from billing_audit.portal.shared import billed_months
from billing_audit.spending.reading import Spending, Spent
from clients.people.access import portal_only
from clients.people.company import chosen_company, page
from clients.people.models import Client
from retainer.lib.months import read_month
from retainer.lib.spreadsheets import csv_file

HEADING = (
    *("Month", "Of", "Name", "Spend", "Budget", "Above budget", "Month before", "Year before"),
    "Currency",
)


@portal_only
def spend(request: HttpRequest) -> HttpResponse:
    """One month in one currency, by carrier and site; what is above its budget comes first."""
    company = chosen_company(request)
    months = billed_months(company)
    currencies = _currencies(company)
    spending = _chosen(request, company)
    carriers = spending.by_carrier() if spending else []
    sites = spending.by_site() if spending else []
    return page(
        request,
        "portal/spend.html",
        company,
        months=months,
        month=spending.month if spending else None,
        currency=spending.currency if spending else "",
        currencies=[("", currencies[0]), *((code, code) for code in currencies[1:])]
        if len(currencies) > 1
        else [],
        whole=spending.whole if spending else None,
        year=_year(spending) if spending else None,
        budgeted=_budgeted(spending) if spending else None,
        chart=spending.chart() if spending else "",
        watched=[row for row in (*carriers, *sites) if row.is_watched],
        tables=[("Carrier", carriers), ("Site", sites)],
    )


@portal_only
def spend_csv(request: HttpRequest) -> HttpResponse:
    """The same as a CSV file."""
    company = chosen_company(request)
    spending = _chosen(request, company)
    if spending is None:
        return csv_file("spend.csv", HEADING, ())
    kinds = (
        ("All", [spending.whole]),
        ("Carrier", spending.by_carrier()),
        ("Site", spending.by_site()),
    )
    rows = (
        (
            *(f"{spending.month:%Y-%m}", kind, row.name, row.amount, row.budget, row.over),
            *(row.last_month, row.last_year, spending.currency),
        )
        for kind, spent in kinds
        for row in spent
    )
    return csv_file(f"spend-{company.slug}-{spending.month:%Y-%m}.csv", HEADING, rows)


def _chosen(request: HttpRequest, company: Client) -> Spending | None:
    """The month that the address names, else the latest; none before the first bill."""
    months, currencies = billed_months(company), _currencies(company)
    if not months:
        return None
    asked = read_month(request.GET.get("month", ""))
    currency = request.GET.get("currency", "")
    return Spending(
        company,
        asked if asked in months else months[0],
        currency if currency in currencies else currencies[0],
    )


def _currencies(company: Client) -> list[str]:
    """Those of the bills, the company's own first."""
    bills = Invoice.objects.filter(client=company).order_by("currency")
    codes = list(bills.values_list("currency", flat=True).distinct())
    return sorted(codes, key=lambda code: (code != company.currency, code))


@dataclass(frozen=True)
class Budgeted:
    """The months of a year so far that have a budget, where others of it have none."""

    months: int
    of: int
    spent: Decimal
    budget: Decimal


def _budgeted(spending: Spending) -> Budgeted | None:
    """What these months cost: a whole year is not held against the budget of some months."""
    year = spending.year_to_date
    billed, months = spending.billed(*year), spending.budgeted(*year)
    budget = spending.budget(*months)
    if budget is None or months == billed:
        return None
    return Budgeted(len(months), len(billed), spending.total(*months), budget)


def _year(spending: Spending) -> Spent:
    """The fiscal year so far, beside its budget and the same months of the year before."""
    months = spending.year_to_date
    before = [month.replace(year=month.year - 1) for month in months]
    last_year = spending.total(*before)
    return Spent(
        None,
        "Year so far",
        spending.total(*months),
        spending.budget(*months),
        last_month=last_year,
        last_year=last_year,
    )
