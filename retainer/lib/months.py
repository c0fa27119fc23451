"""Months: a month is the date of its first day."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta


def month_of(day: date) -> date:
    """The month a day belongs to."""
    return date(day.year, day.month, 1)


def last_day(month: date) -> date:
    return date(month.year, month.month, monthrange(month.year, month.month)[1])


def shifted(month: date, by: int) -> date:
    """The month so many months later, or earlier for a negative number."""
    years, place = divmod(month.month - 1 + by, 12)
    return date(month.year + years, place + 1, 1)


def months_left(day: date, last: date) -> int:
    """Months that follow a day up to and including the last; a begun one counts whole.

    Counted between the days after both, as terms are, so that from one month's end to another it is
    whole months: 30 November leaves one month to the end of December, not two.
    """
    first, end = day + timedelta(days=1), last + timedelta(days=1)
    months = (end.year - first.year) * 12 + end.month - first.month + (end.day > first.day)
    return max(0, months)


def backwards(first: date, last: date) -> Iterator[date]:
    """Every month from that of ``last`` back to that of ``first``."""
    month = month_of(last)
    while month >= month_of(first):
        yield month
        month = shifted(month, -1)


def read_month(text: str) -> date | None:
    """``2026-03`` as an address writes it; ``None`` for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def months_between(first: date, last: date) -> int:
    """How many months the one lies after the other."""
    return (last.year - first.year) * 12 + last.month - first.month
