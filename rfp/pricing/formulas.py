"""What a price is worth in points, by each formula in use; the choice can decide the winner.

Two facts that the tests hold on to: by ``LINEAR`` an offer that nobody would take changes the
points of all others, and two offers twelve percent apart may get all points and none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ZERO, ONE = Decimal(0), Decimal(1)
Prices = Mapping[str, Decimal]


class Formula(StrEnum):
    """Named in the request before any price is opened."""

    LOWEST = "lowest"
    LINEAR = "linear"
    CEILING = "ceiling"
    MEAN = "mean"


@dataclass(frozen=True)
class FormulaFacts:
    """What a person has to know of a formula before choosing it."""

    title: str
    explanation: str
    warning: str = ""
    needs_ceiling: bool = False


FACTS = {
    Formula.LOWEST: FormulaFacts(
        "Lowest price divided by the price",
        "The lowest price gets all points; one twice as high gets half of them.",
    ),
    Formula.LINEAR: FormulaFacts(
        "Linear between the lowest and the highest price",
        "The lowest price gets all points, the highest none, the others in between.",
        "An offer that nobody would take can change who wins, and of two offers the dearer one "
        "gets nothing however close it is.",
    ),
    Formula.CEILING: FormulaFacts(
        "Linear below a ceiling that is named beforehand",
        "A price at the ceiling or above gets nothing, a price of zero all points.",
        needs_ceiling=True,
    ),
    Formula.MEAN: FormulaFacts(
        "Against the mean of all prices",
        "The mean gets half of the points; each percent below or above it one percent more or less "
        "of them, from none to all.",
        "Every offer moves the mean, also one that nobody would take.",
    ),
}


class NoCeiling(ValueError):
    """The formula compares with a ceiling, and the request names none."""


def shares(formula: Formula, prices: Prices, ceiling: Decimal | None = None) -> dict[str, Decimal]:
    """The share of the price's points that each bidder gets, from 0 to 1, not rounded.

    Prices are above zero and in one currency. Raises ``NoCeiling``.
    """
    if not prices:
        return {}
    reckon: dict[Formula, Callable[[Prices], dict[str, Decimal]]] = {
        Formula.LOWEST: _lowest,
        Formula.LINEAR: _linear,
        Formula.MEAN: _mean,
    }
    if formula is not Formula.CEILING:
        return reckon[formula](prices)
    if ceiling is None or ceiling <= 0:
        raise NoCeiling("This formula needs the ceiling that the request names.")
    return {bidder: max(ZERO, ONE - price / ceiling) for bidder, price in prices.items()}


def _lowest(prices: Prices) -> dict[str, Decimal]:
    lowest = min(prices.values())
    return {bidder: lowest / price for bidder, price in prices.items()}


def _linear(prices: Prices) -> dict[str, Decimal]:
    lowest, highest = min(prices.values()), max(prices.values())
    if lowest == highest:
        return dict.fromkeys(prices, ONE)
    return {bidder: (highest - price) / (highest - lowest) for bidder, price in prices.items()}


def _mean(prices: Prices) -> dict[str, Decimal]:
    mean = sum(prices.values(), ZERO) / len(prices)
    half = Decimal("0.5")
    return {
        bidder: min(ONE, max(ZERO, half + (mean - price) / mean))
        for bidder, price in prices.items()
    }
