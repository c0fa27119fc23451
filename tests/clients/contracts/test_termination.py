"""What ending early costs, by the formula that the audit holds carriers' charges against."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from clients.contracts.running import running
from clients.contracts.termination import Charge, Fee, fee_on, month_by_month
from clients.models import Contract, Service
from retainer.lib.months import months_left

TERM = DateRange(date(2024, 1, 1), date(2027, 1, 1))
TODAY = date(2026, 3, 10)
HALF_YEAR = date(2026, 3, 31)


def fee(day: date, *charges: Charge, **terms: object) -> Fee | None:
    contract = Contract(term=TERM, **terms)
    return fee_on(contract, running(contract, TODAY), charges, day)


def charge(monthly: str | None = "300.00", installed: date | None = None) -> Charge:
    return Charge(Service(install_date=installed), monthly and Decimal(monthly), "inventory")


def test_all_months_left_of_the_term_are_due() -> None:
    due = fee(HALF_YEAR, charge(), termination_percent=Decimal(100))

    assert due.amount == Decimal("2700.00")
    assert due.services[0].early_months == 9


def test_the_minimum_term_costs_one_share_and_what_follows_another() -> None:
    due = fee(
        HALF_YEAR,
        charge(installed=date(2025, 9, 1)),
        termination_percent=Decimal(100),
        later_termination_percent=Decimal(40),
        minimum_term_months=12,
    )

    assert (due.services[0].early_months, due.services[0].later_months) == (5, 4)
    assert due.amount == Decimal("1980.00")


def test_nothing_is_due_on_the_last_day() -> None:
    assert fee(date(2026, 12, 31), charge(), termination_percent=Decimal(75)).amount == 0


@pytest.mark.parametrize(
    ("day", "last", "months"),
    [
        (date(2026, 11, 30), date(2026, 12, 31), 1),
        (date(2026, 11, 29), date(2026, 12, 31), 2),
        (date(2026, 2, 28), date(2026, 3, 31), 1),
        (date(2028, 2, 28), date(2028, 3, 31), 2),
        (date(2028, 2, 29), date(2028, 3, 31), 1),
        (date(2026, 3, 15), date(2026, 12, 14), 9),
        (date(2026, 12, 31), date(2026, 12, 31), 0),
        (date(2027, 1, 15), date(2026, 12, 31), 0),
    ],
)
def test_a_begun_month_counts_whole(day: date, last: date, months: int) -> None:
    assert months_left(day, last) == months


def test_no_formula_is_no_fee_of_nothing() -> None:
    assert fee(HALF_YEAR, charge()) is None


def test_what_is_missing_of_a_service_is_said_and_not_counted() -> None:
    due = fee(
        HALF_YEAR,
        charge(None),
        charge(),
        charge(installed=date(2023, 1, 1)),
        termination_percent=Decimal(100),
        minimum_term_months=12,
    )

    assert [each.why for each in due.services] == [
        "No monthly charge is on file.",
        "The day of its installation is not on file.",
        "The contract does not say what is due after the minimum term.",
    ]
    assert (due.amount, due.unknown, due.is_known) == (0, 3, False)


def test_the_fee_falls_month_by_month_to_nothing_at_the_end() -> None:
    contract = Contract(term=TERM, termination_percent=Decimal(50))

    months = list(month_by_month(contract, running(contract, TODAY), [charge()]))

    assert [each.day for each in months][:2] == [date(2026, 3, 31), date(2026, 4, 30)]
    assert [each.amount for each in months][::3] == [
        Decimal(x) for x in ("1350", "900", "450", "0")
    ]


def test_cents_are_rounded_half_up_in_the_contracts_currency() -> None:
    assert fee(
        date(2026, 11, 30), charge("10.01"), termination_percent=Decimal(50)
    ).amount == Decimal("5.01")
