"""How money, quantities and time are written for people: one way, on screens, on paper and in mail.

Every function gives plain text. What is not known is a dash, because null is not zero.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from retainer.lib.money import exponent

UNKNOWN = "—"
MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "JPY": "¥"}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Longest first; a moment less than a minute away is "just now".
AGES = (
    (365 * 86400, "year"),
    (30 * 86400, "month"),
    (86400, "day"),
    (3600, "hour"),
    (60, "minute"),
)
SIZES = ("bytes", "kB", "MB", "GB", "TB")

Number = Decimal | int | str | None


def number(value: Number, places: int | None = None) -> str:
    """``1,234.5``: rounded half up to ``places``, or exact without idle zeros."""
    if value is None or value == "":
        return UNKNOWN
    exact = Decimal(value)
    if places is None:
        text = f"{abs(exact):,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        text = f"{abs(exact):,f}"
    return f"{MINUS}{text}" if exact < 0 else text


def money(value: Number, currency: str = "") -> str:
    """``−$1,234.50``, ``CHF 80.00``; without a currency only the figure."""
    return _with_currency(number(value, exponent(currency)), currency)


def rate(value: Number, currency: str = "") -> str:
    """A unit price: at least the currency's cents, and every further digit that says something."""
    if value is None or value == "":
        return UNKNOWN
    stated = -int(Decimal(value).normalize().as_tuple().exponent)
    return _with_currency(number(value, max(stated, exponent(currency))), currency)


def percent(ratio: Number, places: int = 1) -> str:
    """``12.5%`` of a ratio of 0.125."""
    if ratio is None or ratio == "":
        return UNKNOWN
    return f"{number(Decimal(ratio) * 100, places)}%"


def hours(value: Number) -> str:
    return UNKNOWN if value is None or value == "" else f"{number(value, 2)}{NO_BREAK}h"


def size(octets: int | None) -> str:
    """``4.2 MB``: how large a file is, in the thousands that people count in."""
    if octets is None:
        return UNKNOWN
    amount, unit = Decimal(octets), 0
    while amount >= 1000 and unit < len(SIZES) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{number(amount, 1 if unit else 0)}{NO_BREAK}{SIZES[unit]}"


def count(quantity: int | None, noun: str) -> str:
    """``1 finding``, ``2,000 findings``; an uneven plural is given as ``"inquiry,inquiries"``."""
    one, _, many = noun.partition(",")
    return f"{number(quantity)} {one if quantity == 1 else many or f'{one}s'}"


def day(when: date | None) -> str:
    """``12 Mar 2026``; of a moment, the day it is in the practice's zone."""
    if when is None:
        return UNKNOWN
    return _day(_local(when))


def moment(when: datetime | None) -> str:
    """``12 Mar 2026, 14:05`` in the practice's zone."""
    if when is None:
        return UNKNOWN
    local = _local(when)
    return f"{_day(local)}, {local:%H:%M}"


def month(when: date | None) -> str:
    """``March 2026``."""
    return UNKNOWN if when is None else f"{MONTHS[when.month - 1]}{NO_BREAK}{when.year}"


def month_short(when: date | None) -> str:
    """``Mar 2026``, for tables and axes."""
    return UNKNOWN if when is None else f"{MONTHS[when.month - 1][:3]}{NO_BREAK}{when.year}"


def period(first: date | None, last: date | None) -> str:
    """``1 Mar 2026 – 31 Mar 2026``, both days included; an open end is said."""
    if first is None and last is None:
        return UNKNOWN
    if last is None:
        return f"from {day(first)}"
    if first is None:
        return f"until {day(last)}"
    return f"{day(first)} – {day(last)}"


def age(when: date | None, now: datetime | None = None) -> str:
    """``3 days ago``, ``in 2 months``; of a day, ``yesterday``, ``today``, ``tomorrow``."""
    if when is None:
        return UNKNOWN
    now = now or timezone.now()
    if isinstance(when, datetime):
        seconds = int((now - when).total_seconds())
    else:
        days = (timezone.localdate(now) - when).days
        if abs(days) <= 1:
            return ("tomorrow", "today", "yesterday")[days + 1]
        seconds = days * 86400
    for length, unit in AGES:
        if abs(seconds) >= length:
            distance = count(abs(seconds) // length, unit)
            return f"{distance} ago" if seconds > 0 else f"in {distance}"
    return "just now"


def duration(length: timedelta | Decimal | int | None) -> str:
    """``45 s``, ``2 min 5 s``, ``1 h 20 min``."""
    if length is None:
        return UNKNOWN
    seconds = int(length.total_seconds()) if isinstance(length, timedelta) else int(length)
    minutes, seconds = divmod(max(seconds, 0), 60)
    whole_hours, minutes = divmod(minutes, 60)
    parts = ((whole_hours, "h"), (minutes, "min"), (0 if whole_hours else seconds, "s"))
    said = [f"{amount}{NO_BREAK}{unit}" for amount, unit in parts if amount]
    return " ".join(said) or f"0{NO_BREAK}s"


def clock(length: timedelta) -> str:
    """``0:42``: hours and minutes as a running clock shows them."""
    minutes = max(int(length.total_seconds()), 0) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def _with_currency(text: str, currency: str) -> str:
    if text == UNKNOWN or not currency:
        return text
    sign, figure = (MINUS, text[1:]) if text.startswith(MINUS) else ("", text)
    symbol = SYMBOLS.get(currency)
    return f"{sign}{symbol}{figure}" if symbol else f"{currency}{NO_BREAK}{sign}{figure}"


def _day(local: date) -> str:
    return f"{local.day}{NO_BREAK}{MONTHS[local.month - 1][:3]}{NO_BREAK}{local.year}"


def _local(when: date) -> date:
    is_aware = isinstance(when, datetime) and timezone.is_aware(when)
    return timezone.localtime(when) if is_aware else when
