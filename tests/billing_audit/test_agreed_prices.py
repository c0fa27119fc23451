"""The first bills since a price was agreed anew, beside it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from psycopg2.extras import DateRange

from billing_audit.checks.examples import Billed, bill
from clients.contracts.followed import Brought, brought, followed
from clients.contracts.models import Renegotiation
from clients.contracts.services import agree_price, ask_price
from clients.models import Client, ContractRate, User
from tests.billing_audit.on_file import OnFile


@pytest.fixture
def agreed(acme: Client, casey: User) -> Renegotiation:
    """32.00 instead of 40.00 for a port from June on."""
    rate = ContractRate.objects.create(
        client=acme, carrier=OnFile(acme).carrier, charge_code="PORT", rate=Decimal(40),
        valid=DateRange(date(2025, 1, 1), None),
    )  # fmt: skip
    asked = ask_price(
        rate=rate, asked=Decimal(30), asked_on=date(2026, 5, 4), note="", opened_by=casey
    )
    agree_price(
        renegotiation=asked,
        agreed=Decimal(32),
        effective_on=date(2026, 6, 1),
        document=None,
        by=casey,
    )
    asked.refresh_from_db()
    return asked


def billed(client: Client, month: int, amount: str) -> None:
    line = Billed(
        amount=amount, rate=amount, quantity="1", code="PORT",
        period=(f"2026-{month:02}-01", f"2026-{month:02}-28"),
    )  # fmt: skip
    OnFile(client).put_bill(
        bill(line, number=f"10{month:02}", on=f"2026-{month:02}-01", file=f"{month}.csv")
    )


def test_bills_since_that_day_follow_the_price_or_not(
    agreed: Renegotiation, acme: Client, casey: User
) -> None:
    for month, amount in ((5, "40.00"), (6, "40.00"), (7, "32.00"), (8, "32.00"), (9, "32.00")):
        billed(acme, month, amount)

    found = followed(casey, agreed)

    assert [(each.bill.number, each.state) for each in found] == [
        ("1006", "price_above"),
        ("1007", "price_follows"),
        ("1008", "price_follows"),
    ]
    assert found[0].bill.highest == Decimal(40)


def test_nothing_is_said_to_who_does_not_see_the_bills(
    agreed: Renegotiation, acme: Client, stella: User
) -> None:
    billed(acme, 6, "40.00")

    assert followed(stella, agreed) == []


def test_what_a_price_brought_ends_with_the_next_price(
    agreed: Renegotiation, acme: Client, casey: User, owen: User, browser: Browser
) -> None:
    for month, amount in ((5, "40.00"), (6, "40.00"), (7, "32.00"), (8, "32.00"), (9, "30.00")):
        billed(acme, month, amount)
    again = ask_price(
        rate=agreed.new_rate, asked=Decimal(28), asked_on=date(2026, 8, 4), note="", opened_by=casey
    )
    agree_price(
        renegotiation=again,
        agreed=Decimal(30),
        effective_on=date(2026, 9, 1),
        document=None,
        by=casey,
    )
    both = list(Renegotiation.objects.select_related("rate", "new_rate").order_by("pk"))
    browser.force_login(owen)

    page = browser.get(reverse("contracts:my_renegotiations")).content.decode()

    assert list(brought(casey, both).values()) == [
        Brought(Decimal(16), 3),  # 0.00 in June, 8.00 in July and in August
        Brought(Decimal(2), 1),
    ]
    assert "<strong>$18.00</strong>" in page


def test_nobody_reads_what_prices_of_others_brought(
    agreed: Renegotiation, acme: Client, stella: User, browser: Browser
) -> None:
    billed(acme, 7, "32.00")
    browser.force_login(stella)

    page = browser.get(reverse("contracts:my_renegotiations")).content.decode()

    assert "No price is asked anew" in page
