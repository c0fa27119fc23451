"""Quarters of a year, each as the date it begins on."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from retainer.lib.months import shifted


def quarter_of(day: date) -> date:
    """The first day of the quarter a day lies in."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def before(quarter: date, by: int = 1) -> date:
    """The quarter so many before this one."""
    return shifted(quarter, -3 * by)


def quarter_name(quarter: date) -> str:
    """``2026-Q4``, as addresses write it."""
    return f"{quarter.year}-Q{(quarter.month + 2) // 3}"


def read_quarter(name: str) -> date | None:
    """The quarter called so; none of that name is ``None``."""
    read = re.fullmatch(r"(\d{4})-Q([1-4])", name, re.ASCII)
    if read is None or not (year := int(read[1])):
        return None
    return date(year, 3 * int(read[2]) - 2, 1)


def moments(quarter: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When it begins and when the next one does, by the clocks of a time zone."""
    first, last = quarter, shifted(quarter, 3)
    return (
        datetime.combine(first, time(), zone),
        datetime.combine(last, time(), zone),
    )
