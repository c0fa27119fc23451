"""Says a recurrence rule in a sentence."""

import re
from datetime import date, datetime

from retainer.lib import format as written
from retainer.lib.refusal import Refused

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
#: How the trade says some steps of months.
STEPS = {3: "quarter", 6: "half-year", 12: "year"}
BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
LAST_DAY = 31


class Unsaid(Refused):
    """A value of a rule that no sentence says."""


def in_words(first_on: date, parts: dict[str, str], working_day: int | None) -> str:
    """Such as ``Every month, by the 10th working day``."""
    if not parts:
        if working_day is None:
            return f"Once, on {written.day(first_on)}"
        return f"Once, by the {nth(working_day)} working day from {written.day(first_on)}"
    said = [_how_often(parts), *_when(first_on, parts, working_day)]
    if "BYMONTH" in parts:
        months = [MONTHS[number - 1] for number in _numbers(parts["BYMONTH"], 1, 12)]
        said.append(f"in {_and(months)}")
    if "COUNT" in parts:
        said.append(f"{written.count(_number(parts['COUNT'], 1, 5000), 'time')} in all")
    if "UNTIL" in parts:
        said.append(f"until {written.day(_until(parts['UNTIL']))}")
    return ", ".join(said)


def nth(number: int) -> str:
    """1st, 2nd, 3rd, 4th …"""
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{last or 'th'}"


def _how_often(parts: dict[str, str]) -> str:
    every, unit = _number(parts.get("INTERVAL", "1"), 1, 100), UNITS[parts["FREQ"]]
    if unit == "month" and every in STEPS:
        every, unit = 1, STEPS[every]
    return f"Every {unit}" if every == 1 else f"Every {every} {unit}s"


def _when(first_on: date, parts: dict[str, str], working_day: int | None) -> list[str]:
    """On which days of that; what a rule does not say, its first day does."""
    said = []
    if "BYDAY" in parts:
        every = "every " if UNITS[parts["FREQ"]] in ("month", "year") else ""
        days = [_weekday(each, every) for each in parts["BYDAY"].split(",")]
        said.append(f"on {_and(days)}")
    if "BYMONTHDAY" in parts:
        numbers = _numbers(parts["BYMONTHDAY"], -LAST_DAY, LAST_DAY)
        if working_day is not None and numbers == [1]:
            return [f"by the {nth(working_day)} working day"]
        said.append(f"on the {_and([_of_month(day) for day in numbers])}")
    if not said:
        said = _as_first(first_on, parts)
    if working_day is not None:
        return [f"by the {nth(working_day)} working day from then: {' '.join(said)}"]
    return [" ".join(said)] if said else []


def _as_first(first_on: date, parts: dict[str, str]) -> list[str]:
    match parts["FREQ"]:
        case "WEEKLY":
            return [f"on {list(WEEKDAYS.values())[first_on.weekday()]}"]
        case "MONTHLY":
            return [f"on the {nth(first_on.day)}"]
        case "YEARLY" if "BYMONTH" in parts:
            return [f"on the {nth(first_on.day)}"]
        case "YEARLY":
            return [f"on {first_on.day} {MONTHS[first_on.month - 1]}"]
    return []


def _weekday(text: str, every: str) -> str:
    found = BYDAY.fullmatch(text)
    if found is None:
        raise Unsaid(f"{text} is no weekday. Write days such as MO, or 2TU for the second Tuesday.")
    number, weekday = int(found[1] or 0), WEEKDAYS[found[2]]
    if number == -1:
        return f"the last {weekday}"
    if number < 0:
        return f"the {nth(-number)} last {weekday}"
    return f"the {nth(number)} {weekday}" if number else f"{every}{weekday}"


def _of_month(day: int) -> str:
    if day == -1:
        return "last day"
    return f"{nth(-day)} last day" if day < 0 else nth(day)


def _numbers(text: str, least: int, most: int) -> list[int]:
    return [_number(each, least, most) for each in text.split(",")]


def _number(text: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[+-]?\d{1,4}", text, re.ASCII) or not least <= int(text) <= most:
        raise Unsaid(f"{text} is not a number from {least} to {most}.")
    if int(text) == 0:
        raise Unsaid("There is no day 0. Count from 1, or back from -1.")
    return int(text)


def _until(text: str) -> date:
    try:
        return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as wrong:
        raise Unsaid(f"{text} is no day. Write it such as 20271231.") from wrong


def _and(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
