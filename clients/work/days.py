"""Days as a line names them: ``yesterday``, ``mon``, ``12``, ``12/3``, ``2026-03-12``, ``-2``."""

import re
from datetime import date, timedelta

WORDS = {"today": 0, "yesterday": 1}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AGO = re.compile(r"-(\d{1,3})", re.ASCII)
OF_MONTH = re.compile(r"\d{1,2}", re.ASCII)
OF_YEAR = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
#: Years to look back for a 29 February.
LEAP = 8


def read_day(said: str, today: date) -> date | None:
    """The day meant, the latest one that is not to come; ``None`` when it is no day.

    Only a day that names its year may lie ahead.
    """
    said = said.casefold()
    if said in WORDS:
        return today - timedelta(days=WORDS[said])
    if match := AGO.fullmatch(said):
        return today - timedelta(days=int(match[1]))
    if match := ISO.fullmatch(said):
        return _day(*map(int, match.groups()))
    if match := OF_YEAR.fullmatch(said):
        day, month = int(match[1]), int(match[2])
        if match[3]:
            return _day(int(match[3]), month, day)
        return _latest([(today.year - back, month) for back in range(LEAP)], day, today)
    if OF_MONTH.fullmatch(said):
        months = [divmod(12 * today.year + today.month - 1 - back, 12) for back in range(3)]
        return _latest([(year, month + 1) for year, month in months], int(said), today)
    return _weekday(said, today)


def _weekday(said: str, today: date) -> date | None:
    if len(said) < 3:
        return None
    for number, name in enumerate(WEEKDAYS):
        if name.startswith(said):
            return today - timedelta(days=(today.weekday() - number) % 7)
    return None


def _latest(months: list[tuple[int, int]], day: int, today: date) -> date | None:
    """The day in the first of these months that has it and has seen it come."""
    days = (_day(year, month, day) for year, month in months)
    return next((each for each in days if each is not None and each <= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
