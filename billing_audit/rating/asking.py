"""A question to ``rate_usage``: one line of JSON, read without losing a digit, and its answer."""

import json
import re
from decimal import Decimal
from typing import Any

from billing_audit.rating.rounding import Method, rounded
from billing_audit.rating.slots import Slot, Stretch, UnsoundSlots, exact_cost, sound

#: Digits before and after the point; more are no price and no usage.
MOST_DIGITS = 20
MOST_PLACES = 12
A_DAY = 24 * 3600
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
CLOCK = r"(\d\d):([0-5]\d):([0-5]\d)"
FROM_TO = re.compile(f"{CLOCK}-{CLOCK}", re.ASCII)
SLOT = {
    "start": "group_start",
    "connect_fee": "connect_fee",
    "rate": "rate",
    "unit": "rate_unit",
    "increment": "increment",
}


class BadQuestion(ValueError):
    """A line that cannot be answered; the message says what is wrong with it."""


def answer(line: str) -> dict[str, Any]:
    """The case and its cost; of a line that cannot be rated the cost is unknown, with the reason.

    Everything that is wrong with a line is an answer too, so that answers keep the order.
    """
    case = None
    try:
        asked = _object(line)
        case = asked.get("case")
        return {"case": case, "cost": f"{_cost(asked):f}"}
    except (BadQuestion, UnsoundSlots) as bad:
        return {"case": case, "cost": None, "error": str(bad)}


def _object(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as broken:
        raise BadQuestion(f"This is not JSON: {broken}.") from broken
    if not isinstance(asked, dict):
        raise BadQuestion("A line must hold one JSON object.")
    return asked


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not a number")


def _cost(asked: dict[str, Any]) -> Decimal:
    usage, stretches = _usage(asked)
    exact = exact_cost(usage, stretches)
    return rounded(exact, _method(asked), _places(asked))


def _usage(asked: dict[str, Any]) -> tuple[Decimal, list[Stretch]]:
    slots = asked.get("slots")
    if not isinstance(slots, list) or not slots:
        raise BadQuestion("slots must be a list with at least one slot.")
    if all(isinstance(each, list) for each in slots):
        return _over_midnight(asked.get("usage"), slots)
    usage = _number(asked, "usage")
    if usage < 0:
        raise BadQuestion("usage must not be negative.")
    return usage, [Stretch(_slots(slots))]


def _over_midnight(usage: Any, days: list[list[Any]]) -> tuple[Decimal, list[Stretch]]:
    """Usage by the clock, with a list of slots for each day it touches."""
    found = FROM_TO.fullmatch(usage) if isinstance(usage, str) else None
    if not found:
        raise BadQuestion("With a list of slots for each day, usage is like 23:50:00-00:30:00.")
    hours, minutes, seconds, *last = (int(part) for part in found.groups())
    begins = hours * 3600 + minutes * 60 + seconds
    ends = last[0] * 3600 + last[1] * 60 + last[2]
    touched = 1 if begins <= ends else 2
    if len(days) != touched or max(begins, ends) >= A_DAY:
        raise BadQuestion(f"usage {usage} touches {touched} days; there are {len(days)} lists.")
    borders = [Decimal(A_DAY - begins), None] if touched == 2 else [None]
    stretches = [Stretch(_slots(day), end) for day, end in zip(days, borders, strict=True)]
    return Decimal((ends - begins) % A_DAY), stretches


def _slots(given: list[Any]) -> tuple[Slot, ...]:
    if not all(isinstance(each, dict) for each in given):
        raise BadQuestion("Each slot must be an object.")
    return sound(
        Slot(**{name: _number(each, column) for name, column in SLOT.items()}) for each in given
    )


def _number(given: dict[str, Any], name: str) -> Decimal:
    """A number, written as a string or as JSON writes numbers."""
    value = given.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise BadQuestion(f'{name} must be a number such as "0.02".')
    if isinstance(value, str) and not NUMBER.fullmatch(value):
        raise BadQuestion(f"{name} is not a number: {value[:40]}.")
    number = Decimal(value)
    if number.adjusted() >= MOST_DIGITS or number.as_tuple().exponent < -MOST_DIGITS:
        raise BadQuestion(f"{name} has more than {MOST_DIGITS} digits before or after the point.")
    return number


def _method(asked: dict[str, Any]) -> Method:
    try:
        return Method(asked.get("rounding_method"))
    except ValueError as unknown:
        raise BadQuestion("rounding_method must be up, middle or down.") from unknown


def _places(asked: dict[str, Any]) -> int:
    places = _number(asked, "rounding_decimals")
    if places != places.to_integral_value() or not 0 <= places <= MOST_PLACES:
        raise BadQuestion(f"rounding_decimals must be a whole number from 0 to {MOST_PLACES}.")
    return int(places)
