"""The cost of one call, message or session, exactly: fractions of whole numbers, never floats.

Usage is paid in increments.  Each begins where the one before it ended, and costs what the slot
in force at its beginning says; the last one is paid whole.  So an increment that begins before a
border reaches over it, and what it covers is not paid again behind it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from billing_audit.rating.rounding import Method, rounded


class UnsoundSlots(ValueError):
    """Slots that price nothing sensible; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A price from so far into the usage on: ``rate`` for each ``unit``, in increments."""

    start: Decimal
    connect_fee: Decimal
    rate: Decimal
    unit: Decimal
    increment: Decimal

    def cost_of(self, increments: int) -> Fraction:
        used = increments * Fraction(self.increment)
        return used * Fraction(self.rate) / Fraction(self.unit)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The slots that price the usage up to a moment, counted from its beginning; then others do.

    ``until`` is ``None`` for the last one.
    """

    slots: tuple[Slot, ...]
    until: Decimal | None = None


def sound(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """The slots in their order; raises ``UnsoundSlots`` when they leave a question open."""
    ordered = tuple(sorted(slots, key=lambda slot: slot.start))
    if not ordered or ordered[0].start != 0:
        raise UnsoundSlots("The first slot must begin at 0.")
    if any(earlier.start == later.start for earlier, later in pairwise(ordered)):
        raise UnsoundSlots("Two slots begin at the same place.")
    for slot in ordered:
        if slot.unit <= 0 or slot.increment <= 0:
            raise UnsoundSlots("A slot's rate unit and increment must be more than 0.")
        if slot.rate < 0 or slot.connect_fee < 0:
            raise UnsoundSlots("A slot's rate and connect fee must not be negative.")
    return ordered


def exact_cost(usage: Decimal, stretches: Sequence[Stretch]) -> Fraction:
    """What the usage costs before any rounding.

    The connect fee is paid once, as the slot says in which the usage begins, and also for a usage
    of nothing: whether that may be charged at all is not a question of price.
    """
    cost = Fraction(stretches[0].slots[0].connect_fee)
    at = Fraction(0)
    for slot, end in _in_turn(stretches):
        border = Fraction(usage) if end is None else min(Fraction(end), Fraction(usage))
        if at < border:
            increments = -((at - border) // Fraction(slot.increment))
            at += increments * Fraction(slot.increment)
            cost += slot.cost_of(increments)
    return cost


def cost(usage: Decimal, slots: Iterable[Slot], method: Method, places: int) -> Decimal:
    """What the usage costs by one list of slots, rounded as agreed."""
    return rounded(exact_cost(usage, [Stretch(sound(slots))]), method, places)


def _in_turn(stretches: Sequence[Stretch]) -> Iterator[tuple[Slot, Decimal | None]]:
    """Every slot of every stretch with the place where it stops pricing."""
    for stretch in stretches:
        for slot, later in pairwise((*stretch.slots, None)):
            if slot is None:
                continue
            ends = [each for each in (later and later.start, stretch.until) if each is not None]
            yield slot, min(ends, default=None)
