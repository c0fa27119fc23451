"""Weeks: a week is the date of its Monday; addresses write it as ISO does, ``2026-W47``."""

import re
from datetime import date, timedelta

from django.urls import register_converter

WEEK = timedelta(days=7)
#: Seven days to nine thousand years: what an address may say and a calendar can show.
NAME = re.compile(r"(?!0000)(\d{4})-W(\d{2})", re.ASCII)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_name(monday: date) -> str:
    """``2026-W47``."""
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}"


def read_week(name: str) -> date | None:
    """The Monday of a week that an address names; ``None`` for anything else."""
    match = NAME.fullmatch(name)
    if match is None:
        return None
    try:
        # The week before and the week after must be dates too.
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday if monday - WEEK and monday + 2 * WEEK else None
    except (ValueError, OverflowError):
        return None


def days_of(monday: date) -> list[date]:
    return [monday + timedelta(days=n) for n in range(7)]


class WeekInAddress:
    """``<week:monday>`` in an address pattern."""

    regex = r"\d{4}-W\d{2}"

    def to_python(self, name: str) -> date:
        monday = read_week(name)
        if monday is None:
            raise ValueError(name)
        return monday

    def to_url(self, monday: date) -> str:
        return week_name(monday)


register_converter(WeekInAddress, "week")
