"""Quality and price together: points of each bidder, and who is ahead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from rfp.pricing.formulas import Formula, shares

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Offer:
    """A bidder with its total price and what each evaluator gave it for quality, of 100 points.

    Where a meeting agreed on the quality, that counts, and ``quality`` is what it would be without
    each evaluator; one is left out whose score is the only one of an answer.
    """

    bidder: str
    price: Decimal
    quality: Mapping[str, Decimal]
    agreed: Decimal | None = None

    @property
    def mean_quality(self) -> Decimal:
        """What was agreed, else the mean over evaluators, of 100 points."""
        if self.agreed is not None:
            return self.agreed
        return sum(self.quality.values(), Decimal(0)) / len(self.quality)

    def without(self, evaluator: str) -> "Offer | None":
        """The same had somebody not scored; none where nothing could be reckoned."""
        if self.agreed is not None:
            left = self.quality.get(evaluator)
            return None if left is None else replace(self, agreed=left)
        others = {name: points for name, points in self.quality.items() if name != evaluator}
        return replace(self, quality=others) if others else None


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
