"""Reading the cells of an export, as different countries write them."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from retainer.lib.money import half_up

SIXTY = Decimal(60)
#: A whole number above this is no hours of a day, and from a minute on it is seconds.
MOST_HOURS = 24
CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
YES = {"yes", "y", "1", "true", "ja", "oui", "sí", "si", "x"}
NO = {"no", "n", "0", "false", "nein", "non", ""}


class Unreadable(ValueError):
    """A cell that says nothing we understand; the text tells what is expected."""


def hours(text: str) -> Decimal:
    """``1.5``, ``1,5``, ``1:30``, ``1:30:00`` or ``5400`` seconds, to a hundredth of an hour."""
    text = text.strip()
    if clock := CLOCK.fullmatch(text):
        whole, minutes, seconds = (Decimal(part or 0) for part in clock.groups())
        return half_up(whole + minutes / SIXTY + seconds / SIXTY / SIXTY)
    try:
        number = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation as unreadable:
        raise Unreadable("Expected hours such as 1.5, 1,5 or 1:30.") from unreadable
    if not number.is_finite() or number < 0:
        raise Unreadable("Expected hours such as 1.5, 1,5 or 1:30.")
    if number == number.to_integral_value() and number > MOST_HOURS:
        if number < SIXTY:
            raise Unreadable("No day has so many hours. Seconds are written as 0:00:45.")
        number = number / SIXTY / SIXTY
    return half_up(number)


def day(text: str, order: str) -> date:
    """``2026-03-12``, ``12.03.2026``, or with slashes in the order that the file writes."""
    text = text.strip().split(" ")[0].split("T")[0]
    if iso := ISO.fullmatch(text):
        year, month, number = (int(part) for part in iso.groups())
    elif dotted := DOTTED.fullmatch(text):
        number, month, year = (int(part) for part in dotted.groups())
    elif (slashed := SLASHED.fullmatch(text)) and order:
        first, second, year = (int(part) for part in slashed.groups())
        number, month = (first, second) if order == "dmy" else (second, first)
    elif slashed:
        raise Unreadable("Day and month cannot be told apart in this file. Say which comes first.")
    else:
        raise Unreadable("Expected a day such as 2026-03-12, 12.03.2026 or 03/12/2026.")
    try:
        return date(year, month, number)
    except ValueError as impossible:
        raise Unreadable("There is no such day.") from impossible


def order_of(texts: Iterable[str]) -> str:
    """Whether days with slashes put the day first; nothing when no day tells, or they disagree."""
    found = set()
    for text in texts:
        if slashed := SLASHED.fullmatch(text.strip().split(" ")[0]):
            first, second = int(slashed[1]), int(slashed[2])
            found |= {"dmy"} if first > 12 else set()
            found |= {"mdy"} if second > 12 else set()
    return found.pop() if len(found) == 1 else ""


def yes_or_no(text: str) -> bool:
    word = text.strip().lower()
    if word in YES or word in NO:
        return word in YES
    raise Unreadable("Expected yes or no.")
