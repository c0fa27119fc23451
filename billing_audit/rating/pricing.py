"""What a deck asks for a call: the row that prices it, and its cost before any rounding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction

from billing_audit.rating.numbers import prefixes
from billing_audit.rating.slots import Slot, Stretch, exact_cost

MINUTE = Decimal(60)


@dataclass(frozen=True)
class Price:
    """A row of a deck: a minute to everything that begins with the prefix."""

    prefix: str
    rate: Decimal
    connect_fee: Decimal = Decimal(0)
    minimum: Decimal = MINUTE
    increment: Decimal = MINUTE
    band: str = ""
    from_minutes: Decimal = Decimal(0)

    @property
    def slots(self) -> tuple[Slot, Slot]:
        """The shortest time that is charged, then steps."""
        return (
            Slot(Decimal(0), self.connect_fee, self.rate, MINUTE, self.minimum),
            Slot(self.minimum, Decimal(0), self.rate, MINUTE, self.increment),
        )

    def charged_seconds(self, duration: Decimal) -> Fraction:
        """The call's time in whole increments: what a second's price of one would cost."""
        unit = [
            Slot(each.start, Decimal(0), Decimal(1), Decimal(1), each.increment)
            for each in self.slots
        ]
        return exact_cost(duration, [Stretch(tuple(unit))])


@dataclass(frozen=True)
class Band:
    """A part of the week with prices of its own; one may end on the day after it began."""

    name: str
    #: Monday is 1.
    days: tuple[int, ...]
    begins: time
    ends: time

    def holds(self, moment: datetime) -> bool:
        clock = moment.time()
        if self.begins < self.ends:
            within = self.begins <= clock < self.ends
        else:
            within = clock >= self.begins or clock < self.ends
        return moment.isoweekday() in self.days and within


def band_at(bands: Sequence[Band], moment: datetime) -> str:
    """The name of the first band the moment lies in; empty for any other time."""
    return next((band.name for band in bands if band.holds(moment)), "")


def longest_match(digits: str, known: Mapping[str, object]) -> str | None:
    """The longest prefix of the number that is known."""
    return next((prefix for prefix in prefixes(digits) if prefix in known), None)


def price_for(prices: Iterable[Price], band: str, used_minutes: Fraction) -> Price | None:
    """Of one prefix's prices the one that holds: the band's own before any other, then by tier."""
    of_band = {each for each in prices if each.band == band and band}
    fitting = of_band or {each for each in prices if not each.band}
    reached = [each for each in fitting if each.from_minutes <= used_minutes]
    return max(reached, key=lambda each: each.from_minutes, default=None)


def exact_price(price: Price, duration: Decimal, free_seconds: Fraction | None = None) -> Fraction:
    """The cost of a call of which so much is free; ``None`` where nothing is included at all.

    A call that is free to its end costs nothing, its connect fee neither.
    """
    if free_seconds is None:
        return exact_cost(duration, [Stretch(price.slots)])
    charged = max(Fraction(0), price.charged_seconds(duration) - free_seconds)
    if not charged:
        return charged
    return Fraction(price.connect_fee) + charged * Fraction(price.rate) / Fraction(MINUTE)
