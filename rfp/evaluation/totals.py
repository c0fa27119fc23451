"""Quality and price together: points of each bidder, and who is ahead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from rfp.pricing.formulas import Formula, shares

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Offer:
    """A bidder with its total price and what each evaluator gave it for quality, of 100 points."""

    bidder: str
    price: Decimal
    quality: Mapping[str, Decimal]

    @property
    def mean_quality(self) -> Decimal:
        """The mean over evaluators, of 100 points."""
        return sum(self.quality.values(), Decimal(0)) / len(self.quality)


@dataclass(frozen=True)
class Method:
    """How points are made: the price's weight of 100, the formula, and its ceiling if any."""

    price_weight: Decimal
    formula: Formula = Formula.LOWEST
    ceiling: Decimal | None = None

    @property
    def quality_weight(self) -> Decimal:
        return HUNDRED - self.price_weight

    def with_weight(self, weight: Decimal) -> "Method":
        """The same with another weight of the price, kept between 0 and 100."""
        return replace(self, price_weight=min(HUNDRED, max(Decimal(0), weight)))


@dataclass(frozen=True)
class Points:
    """What one bidder gets, of 100; not rounded, so that a tie is a tie."""

    bidder: str
    price: Decimal
    quality: Decimal

    @property
    def total(self) -> Decimal:
        return self.price + self.quality


def reckon(offers: Iterable[Offer], method: Method) -> list[Points]:
    """Points of all offers, the most first; equal ones by name, so that the order is one."""
    told = list(offers)
    by_price = shares(method.formula, {offer.bidder: offer.price for offer in told}, method.ceiling)
    points = [
        Points(
            offer.bidder,
            by_price[offer.bidder] * method.price_weight,
            offer.mean_quality / HUNDRED * method.quality_weight,
        )
        for offer in told
    ]
    return sorted(points, key=lambda one: (-one.total, one.bidder))


def winners(points: list[Points]) -> tuple[str, ...]:
    """Who has the most points; several if they are equal."""
    return tuple(one.bidder for one in points if one.total == points[0].total)
