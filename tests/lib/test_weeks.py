"""Weeks as addresses write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retainer.lib.weeks import WEEK, days_of, monday_of, read_week, week_name


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 1, 1)))
def test_every_week_is_read_as_it_is_written(day: date) -> None:
    monday = monday_of(day)

    assert read_week(week_name(monday)) == monday
    assert day in days_of(monday)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026",
        "2026-W00",
        "2026-W54",
        "2026-W4",
        "0000-W01",
        "9999-W52",
        "2026-W47 ",
        "٢٠٢٦-W47",
    ],
)
def test_what_is_no_week_is_none(name: str) -> None:
    assert read_week(name) is None


def test_a_year_begins_where_iso_says() -> None:
    assert week_name(date(2024, 12, 30)) == "2025-W01"
    assert read_week("2026-W53") == date(2026, 12, 28)
    assert read_week("2025-W53") is None
    assert read_week("2026-W47") + WEEK == date(2026, 11, 23)
