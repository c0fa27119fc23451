"""Open hours: over nights, weekends, holidays and the days on which clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from retainer.lib.business_time import BusinessTime, NeverOpen

NEW_YORK = ZoneInfo("America/New_York")
CHRISTMAS = date(2026, 12, 25)
OFFICE = BusinessTime(NEW_YORK, time(9), time(17), frozenset(range(5)), {CHRISTMAS})
ALWAYS = BusinessTime(NEW_YORK, time(0), time(6), frozenset(range(7)))
HOURS = timedelta(hours=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("begun", "hours", "due"),
    [
        ("2026-11-23 10:00", 4, "2026-11-23 14:00"),
        ("2026-11-23 15:00", 4, "2026-11-24 11:00"),
        ("2026-11-23 13:00", 4, "2026-11-23 17:00"),
        ("2026-11-23 07:00", 1, "2026-11-23 10:00"),
        ("2026-11-20 16:00", 2, "2026-11-23 10:00"),
        ("2026-11-21 12:00", 0, "2026-11-23 09:00"),
        ("2026-12-24 16:00", 2, "2026-12-28 10:00"),
        ("2026-10-30 16:00", 9, "2026-11-02 17:00"),
    ],
    ids=[
        "within a day", "over night", "until it closes", "from the opening", "over a weekend",
        "at once, which is when it opens", "over a holiday", "over a change of the clocks",
    ],
)  # fmt: skip
def test_only_open_hours_pass(begun: str, hours: int, due: str) -> None:
    assert OFFICE.after(at(begun), hours * HOURS) == at(due)
    assert OFFICE.between(at(begun), at(due)) == hours * HOURS


def test_on_the_day_the_clocks_change_an_hour_is_an_hour() -> None:
    assert ALWAYS.between(at("2026-03-08 00:00"), at("2026-03-08 06:00")) == 5 * HOURS
    assert ALWAYS.between(at("2026-11-01 00:00"), at("2026-11-01 06:00")) == 7 * HOURS
    assert ALWAYS.after(at("2026-03-08 01:00"), 2 * HOURS) == at("2026-03-08 04:00")


def test_nobody_waits_for_ever() -> None:
    closed = BusinessTime(NEW_YORK, time(9), time(17), frozenset())

    with pytest.raises(NeverOpen):
        closed.after(at("2026-11-23 10:00"), HOURS)


YEARS = (datetime(2025, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001 - the zone comes with each
moments = some.datetimes(*YEARS, timezones=some.just(UTC))
spans = some.timedeltas(timedelta(minutes=1), timedelta(hours=100))


@given(begun=moments, span=spans)
def test_what_is_due_is_as_far_off_as_was_said(begun: datetime, span: timedelta) -> None:
    due = OFFICE.after(begun, span)

    assert OFFICE.between(begun, due) == span
    assert OFFICE.is_open(due.astimezone(NEW_YORK).date())


@given(first=moments, second=moments, third=moments)
def test_open_time_adds_up(first: datetime, second: datetime, third: datetime) -> None:
    first, second, third = sorted((first, second, third))

    whole = OFFICE.between(first, third)

    assert OFFICE.between(first, second) + OFFICE.between(second, third) == whole
