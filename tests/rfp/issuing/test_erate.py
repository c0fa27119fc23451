"""Days of an E-rate competition."""

from datetime import date
from decimal import Decimal

import pytest

from rfp.issuing.erate import Window, as_heavy, keep_until

POSTED = date(2026, 1, 15)


def test_a_contract_is_allowed_after_28_full_days() -> None:
    assert Window(POSTED).allowable_contract_date == date(2026, 2, 13)  # day 29


def test_a_change_of_substance_starts_the_window_again() -> None:
    window = Window(POSTED, (date(2026, 1, 20), date(2026, 2, 2)))

    assert window.begins == date(2026, 2, 2)
    assert window.allowable_contract_date == date(2026, 3, 3)


def test_days_that_come_too_early_are_told() -> None:
    window = Window(POSTED)

    assert window.faults(due=date(2026, 2, 12), award=date(2026, 2, 13)) == []
    assert window.faults(due=date(2026, 2, 11), award=date(2026, 2, 12)) == [
        "Proposals are due on 11 Feb 2026; the window of 28 days is open until 12 Feb 2026.",
        "The award is on 12 Feb 2026; the allowable contract date is 13 Feb 2026.",
    ]


@pytest.mark.parametrize(
    ("last", "until"),
    [
        (date(2027, 6, 30), date(2037, 6, 30)),
        (date(2028, 2, 29), date(2038, 2, 28)),
    ],
)
def test_papers_are_kept_ten_years(last: date, until: date) -> None:
    assert keep_until(last) == until


def test_own_rules_may_ask_for_more_days() -> None:
    assert Window(POSTED, days=42).allowable_contract_date == date(2026, 2, 27)


def test_the_price_must_weigh_most_alone() -> None:
    quality = {"quality": Decimal(40), "local": Decimal(19)}

    assert as_heavy(quality, Decimal(41)) == []
    assert as_heavy(quality, Decimal(40)) == ["quality"]
