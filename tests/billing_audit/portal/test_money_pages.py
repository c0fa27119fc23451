"""Spend, cost centres and quotes, as a client user sees them."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from billing_audit.models import BilledService, Invoice
from clients.models import Budget, Carrier, Client, CostAssignment, Quote, Service, Site, User

PAGES = ("spend", "cost_centre_list", "quote_list")
FILES = ("spend_csv", "cost_centre_csv")


@pytest.fixture
def divided(audited: Client) -> Client:
    """Acme with a site, a cost centre for one of two services, a budget and a quote."""
    site = Site.objects.create(client=audited, code="D1", name="Depot")
    for billed in BilledService.objects.filter(client=audited):
        service, _ = Service.objects.get_or_create(client=audited, number=billed.number)
        service.site = site if billed.number == "B" else None
        service.save()
        billed.service = service
        billed.save()
    port = Service.objects.get(client=audited, number="315-200-0007")
    CostAssignment.objects.create(
        client=audited, service=port, cost_centre="4100", ledger_code="6410",
        valid=DateRange(date(2026, 1, 1), None),
    )  # fmt: skip
    carrier = Carrier.objects.get(name="Corvane")
    Budget.objects.create(client=audited, month=date(2026, 3, 1), carrier=carrier, amount=700)
    Quote.objects.create(
        client=audited, carrier=carrier, number="Q-1", service=port,
        quoted_on=date(2026, 2, 1), monthly=580, once=0,
    )  # fmt: skip
    return audited


def get(browser: Browser, name: str, **query: str) -> object:
    return browser.get(reverse(f"portal:{name}"), query)


def test_the_month_is_told_beside_its_budget(divided: Client, at_acme: Browser) -> None:
    page = get(at_acme, "spend", month="2026-03")

    whole = page.context["whole"]
    assert (whole.amount, whole.budget, whole.over) == (712, 700, 12)
    assert [row.name for row in page.context["watched"]] == ["Corvane"]
    (_, carriers), (_, sites) = page.context["tables"]
    assert [(row.name, row.amount, row.over) for row in carriers] == [("Corvane", 712, 12)]
    assert {row.key is None: row.amount for row in sites} == {False: 100, True: 612}
    assert "Above budget" in page.content.decode()


def test_a_month_without_a_budget_has_none(divided: Client, at_acme: Browser) -> None:
    whole = get(at_acme, "spend").context["whole"]

    assert (whole.amount, whole.budget, whole.last_month) == (Decimal("599.50"), None, 712)


def test_the_fiscal_year_so_far_counts_from_its_first_month(
    divided: Client, at_acme: Browser
) -> None:
    Budget.objects.create(
        client=divided,
        month=date(2026, 4, 1),
        carrier=Carrier.objects.get(name="Corvane"),
        amount=600,
    )
    year = get(at_acme, "spend", month="2026-04").context["year"]
    divided.fiscal_start_month = 4
    divided.save()
    fiscal = get(at_acme, "spend", month="2026-04").context["year"]

    assert (year.amount, year.budget) == (Decimal("1311.50"), 1300)
    assert (fiscal.amount, fiscal.budget) == (Decimal("599.50"), 600)


def test_a_year_is_not_held_against_the_budget_of_some_of_its_months(
    divided: Client, at_acme: Browser
) -> None:
    page = get(at_acme, "spend", month="2026-04")

    assert (page.context["year"].amount, page.context["year"].budget) == (Decimal("1311.50"), None)
    said = "budget of 1 of its 2 months: $712.00 spent of $700.00"
    assert said in " ".join(page.content.decode().split())


def test_a_month_is_divided_to_the_cent_with_what_nobody_bears(
    divided: Client, at_acme: Browser
) -> None:
    page = get(at_acme, "cost_centre_list", month="2026-04", centre="4100", ledger="6410")

    (allocation,) = page.context["allocations"]
    assert [(row.bearer.cost_centre, row.total) for row in allocation.rows] == [
        ("4100", Decimal("599.50")),
        ("", 0),
    ]
    assert sum(row.total for row in allocation.rows) == allocation.total
    assert [part.name for part in page.context["opened"].services] == ["315-200-0007"]


def test_services_without_a_cost_centre_are_unallocated(divided: Client, at_acme: Browser) -> None:
    page = get(at_acme, "cost_centre_list", month="2026-03", centre="")

    (allocation,) = page.context["allocations"]
    assert allocation.unallocated == 100
    assert [(part.name, part.amount) for part in page.context["opened"].services] == [("B", 100)]


def test_the_ledgers_file_comes_to_every_bill(divided: Client, at_acme: Browser) -> None:
    for month in ("2026-03", "2026-04"):
        text = get(at_acme, "cost_centre_csv", month=month).content.decode()
        sums: dict[str, Decimal] = {}
        for row in csv.DictReader(StringIO(text)):
            sums[row["Invoice"]] = sums.get(row["Invoice"], Decimal(0)) + Decimal(row["Total"])

        bills = Invoice.objects.filter(client=divided, month=date.fromisoformat(f"{month}-01"))
        assert sums == {bill.number: bill.lines_total for bill in bills}


def test_an_assignment_holds_from_its_day_on(divided: Client, at_acme: Browser) -> None:
    CostAssignment.objects.update(valid=DateRange(date(2026, 4, 1), None))

    (march,) = get(at_acme, "cost_centre_list", month="2026-03").context["allocations"]

    assert march.unallocated == march.total == 712


def test_a_quote_stands_beside_the_first_bills_with_every_difference_explained(
    divided: Client, at_acme: Browser
) -> None:
    (row,) = get(at_acme, "quote_list").context["rows"]

    assert row.is_above
    told = [
        (bill.number, bill.monthly, beyond, [(cause.words, cause.amount) for cause in causes])
        for bill, beyond, causes in row.compared
    ]
    above = ("The monthly charge is above the quote", Decimal(32))
    assert told == [
        ("1001", 612, 32, [above]),
        ("1002", 612, Decimal("19.50"), [above, ("Credits", Decimal("-12.50"))]),
    ]


def test_a_service_that_is_billed_as_quoted_costs_what_was_said(
    divided: Client, at_acme: Browser
) -> None:
    Quote.objects.update(monthly=612)

    page = get(at_acme, "quote_list").content.decode()

    assert "No service costs more than was said." in page


def test_a_quote_is_not_held_against_bills_from_before_it(
    divided: Client, at_acme: Browser
) -> None:
    Quote.objects.update(quoted_on=date(2026, 3, 15))

    (row,) = get(at_acme, "quote_list").context["rows"]

    assert [bill.number for bill in row.bills] == ["1002"]


@pytest.mark.parametrize("name", PAGES)
def test_a_company_without_bills_is_told_what_will_stand_there(
    name: str, stella: User, browser: Browser
) -> None:
    browser.force_login(stella)

    assert 'class="empty"' in get(browser, name).content.decode()


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_another_companys_user_meets_none_of_it(
    name: str, divided: Client, stella: User, browser: Browser
) -> None:
    browser.force_login(stella)

    text = get(browser, name).content.decode()

    assert not [word for word in ("Corvane", "4100", "Q-1", "712") if word in text]
    assert get(browser, name, client="acme").status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_few_questions(
    name: str,
    divided: Client,
    at_acme: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    get(at_acme, name)

    with django_assert_max_num_queries(24):
        get(at_acme, name)
