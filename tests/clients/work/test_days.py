"""Days as a line names them, on a Thursday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.work.days import read_day

THURSDAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", "2026-03-12"),
        ("Yesterday", "2026-03-11"),
        ("-2", "2026-03-10"),
        ("mon", "2026-03-09"),
        ("thu", "2026-03-12"),
        ("friday", "2026-03-06"),
        ("12", "2026-03-12"),
        ("13", "2026-02-13"),
        ("31", "2026-01-31"),
        ("12/3", "2026-03-12"),
        ("13/3", "2025-03-13"),
        ("13.3.2024", "2024-03-13"),
        ("29/2", "2024-02-29"),
        ("2026-3-9", "2026-03-09"),
        ("2027-01-01", "2027-01-01"),
    ],
)
def test_a_day_is_the_latest_that_is_not_to_come(said: str, meant: str) -> None:
    assert read_day(said, THURSDAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "said", ["", "mo", "soon", "32", "31/2", "12/13", "2026-02-30", "--2", "٣"]
)
def test_what_is_no_day_is_not_guessed(said: str) -> None:
    assert read_day(said, THURSDAY) is None


@given(said=st.text(max_size=12), today=st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_whatever_is_written_a_day_without_a_year_has_come(said: str, today: date) -> None:
    day = read_day(said, today)

    assert day is None or day <= today or str(day.year) in said
