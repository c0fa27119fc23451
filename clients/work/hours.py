"""Hours as people write them: ``1.5``, ``1:30``, ``1h30``, ``90m``, or from when to when."""

import re
from decimal import ROUND_HALF_UP, Decimal

SIXTY = Decimal(60)
HUNDREDTH = Decimal("0.01")

FRACTION = re.compile(r"(?P<hours>\d{1,3}|\d{0,3}[.,]\d{1,4})\s*(?:h|hours?)?")
CLOCK = re.compile(r"(?P<hours>\d{1,3})\s*(?::(?=\d\d)|h)\s*(?P<minutes>[0-5]?\d)\s*(?:m|min)?")
MINUTES = re.compile(r"(?P<minutes>\d{1,4})\s*(?:m|min|minutes?)")
#: ``9:15-10:45``; without a colon it would be any two numbers.
SPAN = re.compile(r"(?=.*:)(\d{1,2})(?::([0-5]\d))?\s*[-–]\s*(\d{1,2})(?::([0-5]\d))?")


def read_hours(text: str) -> Decimal | None:
    """The hours a person means, to a hundredth; ``None`` when it is not a length of time."""
    said = text.strip().lower()
    for form in (FRACTION, CLOCK, MINUTES):
        if match := form.fullmatch(said):
            parts = match.groupdict()
            hours = Decimal(parts.get("hours", "0").replace(",", "."))
            minutes = Decimal(parts.get("minutes", "0"))
            return (hours + minutes / SIXTY).quantize(HUNDREDTH, ROUND_HALF_UP)
    return None


def read_span(text: str) -> Decimal | None:
    """The hours of ``9:15-10:45``, none or fewer when it ends before it begins.

    ``None`` when it is not two times of a day.
    """
    match = SPAN.fullmatch(text.strip())
    if match is None:
        return None
    from_hour, from_minute, to_hour, to_minute = (int(part or 0) for part in match.groups())
    begins, ends = 60 * from_hour + from_minute, 60 * to_hour + to_minute
    if max(begins, ends) > 24 * 60:
        return None
    return (Decimal(ends - begins) / SIXTY).quantize(HUNDREDTH, ROUND_HALF_UP)


def write_hours(hours: Decimal) -> str:
    """``1.5``: what ``read_hours`` reads again, without idle zeros."""
    return f"{hours.normalize():f}"
