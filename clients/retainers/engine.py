"""The arithmetic of a retainer's lots, without a database.

What lapses first is used first.  Of lots that lapse together the older one goes first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Lot:
    """What is left of an amount that can be used up; ``key`` grows with its age in the ledger."""

    key: int
    left: Decimal
    #: The last month it can be used in; without one it never lapses.
    lasts_until: date | None = None


@dataclass(frozen=True)
class Part:
    """So much of one lot."""

    lot: int
    amount: Decimal


@dataclass(frozen=True)
class Ending:
    """What becomes of the rest when a month is closed."""

    lapses: tuple[Part, ...]
    is_carried: tuple[Part, ...]


def in_order(lots: Iterable[Lot]) -> list[Lot]:
    """The lots with something left, in the order in which they are used."""
    return sorted(
        (lot for lot in lots if lot.left > 0),
        key=lambda lot: (lot.lasts_until or date.max, lot.key),
    )


def draw(lots: Iterable[Lot], need: Decimal) -> tuple[tuple[Part, ...], Decimal]:
    """Take what is needed from the lots; also what they fall short by."""
    parts = []
    for lot in in_order(lots):
        taken = min(lot.left, need)
        if taken > 0:
            parts.append(Part(lot.key, taken))
            need -= taken
    return tuple(parts), need


def without(lots: Iterable[Lot], parts: Iterable[Part]) -> list[Lot]:
    """The lots after these parts were taken from them."""
    taken = {part.lot: part.amount for part in parts}
    return [Lot(lot.key, lot.left - taken.get(lot.key, NOTHING), lot.lasts_until) for lot in lots]


def end(lots: Iterable[Lot], month: date, *, cap: Decimal | None) -> Ending:
    """Close a month: what lapses with it or exceeds the cap, and what the next month takes over.

    What exceeds the cap lapses in the order of use, so that the freshest is kept.
    """
    rest = in_order(lots)
    over = [lot for lot in rest if lot.lasts_until is not None and lot.lasts_until <= month]
    staying = [lot for lot in rest if lot not in over]
    lapses = [Part(lot.key, lot.left) for lot in over]
    if cap is not None:
        excess = sum((lot.left for lot in staying), NOTHING) - cap
        cut, _ = draw(staying, max(excess, NOTHING))
        lapses += cut
        staying = without(staying, cut)
    carried = tuple(Part(lot.key, lot.left) for lot in staying if lot.left > 0)
    return Ending(tuple(lapses), carried)
