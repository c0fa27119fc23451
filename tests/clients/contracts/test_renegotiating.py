"""A price is asked for, offered and agreed, and becomes the rate bills are held against."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from psycopg2.extras import DateRange

from clients.contracts.models import Renegotiation
from clients.contracts.services import (
    NotRenegotiated,
    agree_price,
    ask_price,
    decline_price,
    note_offer,
)
from clients.models import Activity, Carrier, Client, ContractRate, User

JUNE = date(2026, 6, 1)


@pytest.fixture
def rate(acme: Client, corvane: Carrier) -> ContractRate:
    return ContractRate.objects.create(
        client=acme, carrier=corvane, charge_code="PORT", rate=Decimal(40),
        valid=DateRange(date(2025, 1, 1), date(2027, 1, 1)),
    )  # fmt: skip


@pytest.fixture
def asked(rate: ContractRate, casey: User) -> Renegotiation:
    return ask(rate, casey)


def ask(rate: ContractRate, by: User) -> Renegotiation:
    return ask_price(rate=rate, asked=Decimal(30), asked_on=date(2026, 5, 4), note="", opened_by=by)


def agree(asked: Renegotiation, by: User, day: date = JUNE) -> ContractRate:
    return agree_price(
        renegotiation=asked, agreed=Decimal(32), effective_on=day, document=None, by=by
    )


def prices() -> list[tuple[Decimal, date, date | None]]:
    rates = ContractRate.objects.order_by("valid")
    return [(rate.rate, rate.valid.lower, rate.valid.upper) for rate in rates]


def test_the_agreed_price_takes_over_from_its_day(asked: Renegotiation, casey: User) -> None:
    agree(asked, casey)

    assert prices() == [
        (Decimal(40), date(2025, 1, 1), JUNE),
        (Decimal(32), JUNE, date(2027, 1, 1)),
    ]
    asked.refresh_from_db()
    assert (asked.state, asked.old_price) == ("agreed", Decimal(40))
    assert Activity.objects.filter(subject_id=asked.public_id).count() == 2


def test_rates_that_begin_later_stay(asked: Renegotiation, casey: User) -> None:
    agree(asked, casey, date(2026, 9, 1))
    agree(ask(ContractRate.objects.get(rate=40), casey), casey)

    assert [price for price, *_ in prices()] == [40, 32, 32]
    assert [first for _, first, _ in prices()][1:] == [JUNE, date(2026, 9, 1)]


def test_a_rate_that_ran_out_is_followed_by_one_without_an_end(
    asked: Renegotiation, casey: User
) -> None:
    agree(asked, casey, date(2028, 2, 29))

    assert prices()[1] == (Decimal(32), date(2028, 2, 29), None)


def test_two_rates_do_not_begin_on_one_day(asked: Renegotiation, casey: User) -> None:
    with pytest.raises(NotRenegotiated, match="begins on"):
        agree(asked, casey, date(2025, 1, 1))

    assert len(prices()) == 1


def test_what_is_settled_stays_settled(asked: Renegotiation, casey: User) -> None:
    decline_price(renegotiation=asked, by=casey)

    with pytest.raises(NotRenegotiated, match="declined already"):
        agree(asked, casey)


def test_a_rate_is_asked_for_once_at_a_time(
    asked: Renegotiation, rate: ContractRate, casey: User
) -> None:
    with pytest.raises(NotRenegotiated, match="already"):
        ask(rate, casey)

    decline_price(renegotiation=asked, by=casey)
    assert ask(rate, casey).is_open


def test_an_offer_can_be_noted_and_taken_back(asked: Renegotiation, casey: User) -> None:
    for offered, state in ((Decimal(35), "price_offered"), (None, "price_asked")):
        note_offer(
            renegotiation=asked, asked=Decimal(31), offered=offered, note="By phone.", by=casey
        )
        asked.refresh_from_db()
        assert (asked.state, asked.offered, asked.asked) == (state, offered, Decimal(31))


def test_the_register_leads_from_asking_to_the_rate(
    acme: Client, rate: ContractRate, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    assert "No price is being renegotiated" in _get(browser, "renegotiation_list")

    form = {"rate": rate.pk, "asked": "30", "asked_on": "2026-05-04"}
    browser.post(reverse("contracts:renegotiation_create", args=[acme.public_id]), form)
    asked = Renegotiation.objects.get()
    agreed = {"agreed": "32.5", "effective_on": "2026-06-01"}
    browser.post(reverse("contracts:renegotiation_agree", args=[asked.public_id]), agreed)

    assert prices()[1][:2] == (Decimal("32.5"), JUNE)
    assert "No bill since that day charges it yet" in _get(
        browser, "renegotiation_detail", asked.public_id
    )
    assert "32.5" in _get(browser, "renegotiation_csv")


def test_a_refusal_stands_on_the_form(asked: Renegotiation, casey: User, browser: Browser) -> None:
    browser.force_login(casey)
    address = reverse("contracts:renegotiation_agree", args=[asked.public_id])

    answer = browser.post(address, {"agreed": "32", "effective_on": "2025-01-01"})

    assert "Choose another" in answer.content.decode()


def test_the_register_asks_the_database_as_often_for_many_rows(
    acme: Client,
    corvane: Carrier,
    casey: User,
    browser: Browser,
    django_assert_max_num_queries: Callable,
) -> None:
    for number in range(8):
        kept = ContractRate.objects.create(
            client=acme, carrier=corvane, charge_code=f"C{number}", rate=Decimal(1),
            valid=DateRange(date(2026, 1, 1), None),
        )  # fmt: skip
        ask(kept, casey)
    browser.force_login(casey)

    with django_assert_max_num_queries(16):
        browser.get(reverse("contracts:renegotiation_list"))


def _get(browser: Browser, name: str, *args: object) -> str:
    return browser.get(reverse(f"contracts:{name}", args=args)).content.decode()
