"""The contract calendar as the practice and the client read it."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import BillingAccount, Carrier, Client, Contract, User
from tests.clients.contracts.conftest import Sign

Install = Callable[..., object]


@pytest.fixture
def signed(sign: Sign) -> Contract:
    """Takes notice in 40 days, ends in 100; all that is left of a month is due."""
    today = timezone.localdate()
    return sign(
        today - timedelta(days=700), today + timedelta(days=100),
        notice_days=60, termination_percent=100,
    )  # fmt: skip


def page(browser: Browser, user: User, name: str, *args: object) -> str:
    browser.force_login(user)
    answer = browser.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", ["contract_calendar", "my_contracts"])
def test_an_empty_calendar_says_what_it_will_hold(
    name: str, casey: User, owen: User, browser: Browser
) -> None:
    user = owen if name == "my_contracts" else casey

    assert "No contract is on file" in page(browser, user, f"contracts:{name}")


def test_both_sides_read_the_same_days_and_fee(
    signed: Contract, install: Install, casey: User, owen: User, browser: Browser
) -> None:
    install("CIR-1", 300)
    install("CIR-2", 25)

    for user, names in (
        (casey, ("contract_calendar", "contract_dates")),
        (owen, ("my_contracts", "my_contract")),
    ):
        calendar = page(browser, user, f"contracts:{names[0]}")
        detail = page(browser, user, f"contracts:{names[1]}", signed.public_id)
        assert "<strong>1 contract</strong> takes notice within 90 days" in calendar
        assert "Notice due soon" in calendar
        assert "$325.00" in calendar
        assert "CIR-1" in detail
        assert "<svg" in detail


def test_a_day_opens_to_the_inputs_of_its_fee(
    sign: Sign, install: Install, casey: User, browser: Browser
) -> None:
    today = timezone.localdate()
    ends = date(today.year + 1, 12, 31)
    contract = sign(date(today.year - 1, 1, 1), ends, termination_percent=50)
    install("CIR-1", 300)
    address = reverse("contracts:contract_dates", args=[contract.public_id])
    browser.force_login(casey)

    shown = browser.get(address, {"ends": f"{ends.year}-09-30"}).content.decode()

    assert "<strong>$450.00</strong>" in shown  # three months at 50%
    assert "inventory" in shown


def test_a_service_without_a_rate_is_told_and_not_counted(
    signed: Contract, install: Install, casey: User, browser: Browser
) -> None:
    install("CIR-1", None)

    detail = page(browser, casey, "contracts:contract_dates", signed.public_id)

    assert "No monthly charge is on file." in detail


def test_an_account_of_two_contracts_belongs_to_the_one_that_holds(
    sign: Sign, install: Install, casey: User, browser: Browser
) -> None:
    today = timezone.localdate()
    sign(date(2015, 1, 1), date(2018, 12, 31), "OLD")
    now = sign(today - timedelta(days=10), today + timedelta(days=400), "NEW")
    install("CIR-1", 300)

    held = _rows(browser, casey)

    assert {row["contract"]: row["services"] for row in held} == {"NEW": "1", "OLD": "0"}
    assert held[0]["term_to"] == str(now.term.upper - timedelta(days=1))


def test_the_account_that_names_its_contract_belongs_there(
    sign: Sign, account: BillingAccount, install: Install, casey: User, browser: Browser
) -> None:
    named = sign(date(2015, 1, 1), date(2018, 12, 31), "NAMED")
    sign(date(2019, 1, 1), None, "OTHER")
    account.contract = named
    account.save()
    install("CIR-1", 300)
    install("GONE", 300, disconnect_date=timezone.localdate())

    held = {row["contract"]: row["services"] for row in _rows(browser, casey)}

    assert held == {"NAMED": "1", "OTHER": "0"}


def test_the_file_of_the_client_holds_their_contracts_alone(
    signed: Contract, globex: Client, corvane: Carrier, owen: User, browser: Browser
) -> None:
    Contract.objects.create(client=globex, carrier=corvane, number="THEIRS")

    held = _rows(browser, owen, "contracts:my_calendar_csv")

    assert [row["contract"] for row in held] == [signed.number]


def test_a_nonsense_day_shows_the_nearest_month(
    signed: Contract, install: Install, casey: User, browser: Browser
) -> None:
    install("CIR-1", 300)
    browser.force_login(casey)
    address = reverse("contracts:contract_dates", args=[signed.public_id])

    assert browser.get(address, {"ends": "soon"}).status_code == 200


def test_the_calendar_asks_the_database_as_often_for_many_contracts(
    sign: Sign, casey: User, browser: Browser, django_assert_max_num_queries: Callable
) -> None:
    for number in range(12):
        sign(date(2025, 1, 1), date(2027, 12, 31), f"C-{number}")
    browser.force_login(casey)

    with django_assert_max_num_queries(20):
        browser.get(reverse("contracts:contract_calendar"))


def _rows(
    browser: Browser, user: User, name: str = "contracts:calendar_csv"
) -> list[dict[str, str]]:
    browser.force_login(user)
    return list(csv.DictReader(StringIO(browser.get(reverse(name)).content.decode())))
