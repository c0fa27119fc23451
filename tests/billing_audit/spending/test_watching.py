"""A month above its budget is told once to both sides, each with a page of theirs."""

from datetime import date
from decimal import Decimal

from django.test import Client as Browser

from billing_audit.checks.examples import Billed
from billing_audit.spending.reading import Spending
from billing_audit.spending.watching import watch
from clients.models import Budget, Carrier, Client, Notice, User
from tests.billing_audit.money.crediting import billed

APRIL = date(2026, 4, 1)


def budget(client: Client, amount: str, carrier: Carrier | None = None) -> None:
    Budget.objects.create(client=client, month=APRIL, carrier=carrier, amount=Decimal(amount))


def told(*people: User) -> list[str]:
    sentences = Notice.objects.filter(recipient__in=people, topic="budget").order_by("pk")
    return [each.sentence.replace("\N{NO-BREAK SPACE}", " ") for each in sentences]


def test_both_sides_are_told_once_and_nobody_else(
    acme: Client, casey: User, owen: User, stella: User, browser: Browser
) -> None:
    billed(acme, Billed(amount="120.00"), on="2026-04-15")
    budget(acme, "100.00")

    watch(date(2026, 4, 20))
    watch(date(2026, 5, 20))

    sentence = "Spend in April 2026 is $120.00, $20.00 above the budget of $100.00."
    assert told(owen) == told(casey) == [sentence]
    assert told(stella) == []
    for person in (owen, casey):
        browser.force_login(person)
        link = Notice.objects.get(recipient=person, topic="budget").link
        assert browser.get(link).status_code == 200


def test_a_month_within_its_budget_or_long_gone_is_not_told(acme: Client, owen: User) -> None:
    billed(acme, Billed(amount="120.00"), on="2026-04-15")
    budget(acme, "120.00")
    watch(date(2026, 4, 20))
    Budget.objects.update(amount=Decimal(1))

    watch(date(2026, 7, 1))

    assert told(owen) == []


def test_a_carrier_is_told_alone_while_the_month_is_within_its_budget(
    acme: Client, owen: User
) -> None:
    bill = billed(acme, Billed(amount="120.00"), on="2026-04-15")
    budget(acme, "100.00", bill.carrier)
    budget(acme, "500.00")

    watch(date(2026, 4, 20))
    Budget.objects.filter(carrier=None).update(amount=Decimal(110))
    watch(date(2026, 4, 21))
    watch(date(2026, 4, 22))

    assert told(owen) == [
        f"Spend with {bill.carrier} in April 2026 is $120.00, $20.00 above the budget of $100.00.",
        "Spend in April 2026 is $120.00, $10.00 above the budget of $110.00.",
    ]


def test_budgets_of_some_carriers_are_not_the_budget_of_the_month(acme: Client, owen: User) -> None:
    billed(acme, Billed(amount="120.00"), on="2026-04-15")
    budget(acme, "1.00", Carrier.objects.create(name="Nova Telecom"))

    watch(date(2026, 4, 20))

    assert told(owen) == []
    assert Spending(acme, APRIL, "USD").whole.budget is None


def test_a_budget_of_some_months_is_none_of_the_year(acme: Client) -> None:
    for day in ("2026-03-15", "2026-04-15"):
        billed(acme, Billed(amount="120.00"), on=day)
    budget(acme, "100.00")

    spending = Spending(acme, APRIL, "USD")

    assert spending.budget(APRIL) == 100
    assert spending.budget(date(2026, 2, 1), APRIL) == 100, "nothing was billed in February"
    assert spending.budget(date(2026, 3, 1), APRIL) is None
