"""Money, days and references as TM Forum's interfaces write them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from billing_audit.bills.importers.einvoice.numbers import number
from billing_audit.bills.importers.storable import AMOUNT

ISO_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.ASCII)
MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?(Z|[+-][0-9:]+)?$", re.ASCII)


class Unreadable(Exception):
    """A value nobody can read."""

    def __init__(self, column: str, value: object, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.value = str(value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of a currency; v4 and v5 write it alike."""

    value: Decimal
    currency: str


def amount(held: dict, column: str) -> Amount | None:
    """The amount under a name, if there is one; raises ``Unreadable``."""
    money = held.get(column)
    if money is None:
        return None
    if not isinstance(money, dict):
        raise Unreadable(column, money, "This is no amount: unit and value are missing.")
    value, unit = money.get("value"), money.get("unit")
    if isinstance(value, str):
        value = number(value)
    if not isinstance(value, Decimal):
        raise Unreadable(column, money.get("value"), "This is not a number.")
    if abs(value) >= AMOUNT:
        raise Unreadable(column, f"{value:.20g}", "No bill has a figure as large as this.")
    return Amount(value, text(unit).upper())


def taxes(held: dict, column: str) -> list[tuple[dict, Amount]]:
    """The tax items with an amount."""
    listed = held.get(column) or []
    if not isinstance(listed, list):
        raise Unreadable(column, listed, "This is no list of taxes.")
    items = (item for item in listed if isinstance(item, dict))
    found = ((item, amount(item, "taxAmount")) for item in items)
    return [(item, money) for item, money in found if money]


def text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def reference(held: dict, column: str, part: str = "id") -> str:
    """What a reference says: ``{"id": …, "name": …}``."""
    found = held.get(column)
    return text(found.get(part)) if isinstance(found, dict) else ""


def day(value: object) -> date | None:
    """The day of a point in time, as written: no zone moves it."""
    if not (found := ISO_DAY.fullmatch(text(value))):
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None


def period(held: dict, column: str) -> tuple[date | None, date | None]:
    """First and last day; an end at midnight is the first moment of the day after."""
    span = held.get(column)
    if not isinstance(span, dict):
        return None, None
    begins, ends = day(span.get("startDateTime")), day(span.get("endDateTime"))
    if begins and ends and ends > begins and MIDNIGHT.search(text(span.get("endDateTime"))):
        ends -= timedelta(days=1)
    return (None, None) if begins and ends and ends < begins else (begins, ends)


def party(held: dict, roles: set[str]) -> str:
    """The name of a related party in one of the roles; v5 wraps it once more than v4."""
    related = held.get("relatedParty")
    for each in related if isinstance(related, list) else [related]:
        if isinstance(each, dict) and re.sub(r"[\W_]", "", text(each.get("role")).lower()) in roles:
            return text(each.get("name")) or reference(each, "partyOrPartyRole", "name")
    return ""
