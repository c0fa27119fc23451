"""Days as a carrier writes them, by a pattern such as ``MM/DD/YYYY`` or ``D MMM YYYY HH:mm``."""

import re
from datetime import datetime
from functools import cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONG_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
#: What a pattern may consist of; everything else stands for itself, ``*`` for any rest.
TOKENS = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "YY": r"(?P<short_year>[0-9]{2})",
    "MMMM": rf"(?P<long_month>{'|'.join(LONG_MONTHS)})",
    "MMM": rf"(?P<short_month>{'|'.join(MONTHS)})",
    "MM": r"(?P<month>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "DDD": r"(?:mon|tue|wed|thu|fri|sat|sun)",
    "DD": r"(?P<day>[0-9]{2})",
    "D": r"(?P<day>[0-9]{1,2})",
    "HH": r"(?P<hour>[0-9]{2})",
    "H": r"(?P<hour>[0-9]{1,2})",
    "mm": r"(?P<minute>[0-9]{2})",
    "ss": r"(?P<second>[0-9]{2})",
    "AM": r"(?P<half>am|pm)",
    "*": r".*",
}
TOKEN = re.compile("|".join(map(re.escape, TOKENS)))


class BadPattern(ValueError):
    """The pattern says no day; the message is a sentence."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression with a group per part of the day."""
    parts, at = [], 0
    for token in TOKEN.finditer(pattern):
        parts += [re.escape(pattern[at : token.start()]), TOKENS[token[0]]]
        at = token.end()
    parts.append(re.escape(pattern[at:]))
    try:
        found = re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
    except re.error as twice:
        raise BadPattern(f"The way to write days “{pattern}” names a part twice.") from twice
    groups = set(found.groupindex)
    if not (
        groups & {"year", "short_year"}
        and groups & {"month", "short_month", "long_month"}
        and "day" in groups
    ):
        raise BadPattern(
            f"The way to write days “{pattern}” does not name a year, a month and a day, such as "
            "MM/DD/YYYY."
        )
    return found


def moment(text: str, patterns: tuple[str, ...]) -> datetime | None:
    """The day and time by the first pattern that fits; ``ValueError`` if there is no such day."""
    for pattern in patterns:
        if found := compiled(pattern).fullmatch(text):
            return _made(found.groupdict())
    return None


def _made(parts: dict[str, str | None]) -> datetime:
    hour = int(parts.get("hour") or 0)
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    # As written: what a bill calls a day has no time zone.
    return datetime(_year(parts), _month(parts), int(parts["day"]), hour, minute, second)  # noqa: DTZ001


def _year(parts: dict[str, str | None]) -> int:
    """A bill is of this century; one of two digits is, too."""
    return int(parts.get("year") or f"20{parts['short_year']}")


def _month(parts: dict[str, str | None]) -> int:
    if long := parts.get("long_month"):
        return LONG_MONTHS.index(long.lower()) + 1
    if short := parts.get("short_month"):
        return MONTHS.index(short.lower()) + 1
    return int(parts["month"] or 0)
