"""What rule reproduces this bill?  Other rules that carriers are known to use, tried in turn.

A rule explains an amount only when it comes to it exactly; the first that does is named.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from billing_audit.rating.pricing import Price, exact_price
from billing_audit.rating.rounding import Method, rounded

#: Shortest time and steps in seconds, those that cost most first.
INCREMENTS = (
    *((60, 60), (60, 30), (60, 6), (60, 1), (30, 30), (30, 6), (30, 1)),
    *((18, 6), (6, 6), (6, 1), (1, 1)),
)
#: Each call rounded to the cent.
CENTS = (Method.UP, Method.MIDDLE)


@dataclass(frozen=True)
class Hypothesis:
    """A rule in words, and what it comes to."""

    rule: str
    amount: Decimal


def reproducing(billed: Decimal, tried: Iterable[Hypothesis]) -> Hypothesis | None:
    """The first rule that gives the billed amount exactly."""
    return next((each for each in tried if each.amount == billed), None)


@dataclass(frozen=True)
class PricedCall:
    """A call with the price that holds for it, and how its cost is rounded."""

    duration: Decimal
    price: Price
    method: Method
    places: int
    rounds_each: bool

    def cost(self, **other: Decimal) -> Fraction:
        """What it costs, with other increments where they are given."""
        exact = exact_price(replace(self.price, **other), self.duration)
        return Fraction(rounded(exact, self.method, self.places)) if self.rounds_each else exact


def other_increments(calls: Sequence[PricedCall], places: int) -> Iterable[Hypothesis]:
    """What the calls come to in each of the usual increments."""
    for minimum, increment in INCREMENTS:
        yield Hypothesis(
            f"{minimum}/{increment}",
            summed(
                calls,
                lambda call, first=Decimal(minimum), then=Decimal(increment): call.cost(
                    minimum=first, increment=then
                ),
                places,
            ),
        )


def each_to_the_cent(calls: Sequence[PricedCall], places: int) -> Iterable[Hypothesis]:
    """What they come to when every call is rounded to the smallest coin before it is added."""
    for method in CENTS:
        yield Hypothesis(
            f"each call rounded {method}",
            summed(
                calls,
                lambda call, way=method: Fraction(
                    rounded(exact_price(call.price, call.duration), way, places)
                ),
                places,
            ),
        )


def summed(
    calls: Iterable[PricedCall], cost: Callable[[PricedCall], Fraction], places: int
) -> Decimal:
    """The calls' costs together, in the smallest coin."""
    return rounded(sum(map(cost, calls), Fraction(0)), Method.MIDDLE, places)
