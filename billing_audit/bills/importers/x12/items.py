"""Levels and charges of an 811 while what is said of them is still coming."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from billing_audit.bills.importers.x12.segments import Segment


@dataclass
class Level:
    """An open HL with what has been said of it."""

    number: str
    service: str = ""
    days: dict[str, date] = field(default_factory=dict)
    #: An amount and a text that came before the item they belong to.
    amount: Decimal | None = None
    text: str = ""
    has_item: bool = False


@dataclass
class Item:
    """A charge whose describing segments are still to come."""

    segment: Segment
    amount: Decimal | None
    price: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""
    code: str = ""
    text: str = ""
    service: str = ""
    charge_type: str = ""
    jurisdiction: str = ""
    days: dict[str, date] = field(default_factory=dict)
    parent: str = ""
    is_memo: bool = False
    taxes: list["Item"] = field(default_factory=list)

    @property
    def line_no(self) -> str:
        """Its place in the file: the numbers that senders assign repeat in every level."""
        return str(self.segment.number)


def is_same(before: Item, amount: Decimal | None, code: str) -> bool:
    """Whether an item repeats the sub-line before it; two products are two charges."""
    if before.segment.name != "SLN" or amount is None or before.amount != amount:
        return False
    return not (before.code and code and before.code != code)
