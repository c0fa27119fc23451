"""How firm the winner is: by other formulas and weights, and without each evaluator and bidder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rfp.evaluation.totals import Method, Offer, Points, reckon, winners
from rfp.pricing.formulas import FACTS, Formula

STEP = Decimal(10)  # points of weight, up and down


@dataclass(frozen=True)
class Case:
    """One other way to judge the same offers, and what comes of it."""

    kind: str  # formula, weight, evaluator or bidder
    words: str
    points: tuple[Points, ...]
    changes_winner: bool

    @property
    def winners(self) -> tuple[str, ...]:
        return winners(list(self.points))


@dataclass(frozen=True)
class Robustness:
    """All cases beside what the request's own method gives."""

    points: tuple[Points, ...]
    cases: tuple[Case, ...]

    @property
    def changed(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.changes_winner)

    @property
    def sentence(self) -> str:
        """What a reader takes from it."""
        many = len(self.cases)
        if not self.changed:
            return f"The winner is the same in all {many} cases."
        return f"The winner changes in {len(self.changed)} of {many} cases."


def examine(offers: Sequence[Offer], method: Method) -> Robustness:
    """Every case that can be reckoned; the ceiling's formula only where one is named."""
    own = tuple(reckon(offers, method))
    ahead = winners(list(own))
    cases = []
    for kind, words, others, other_method in _cases(offers, method):
        points = tuple(reckon(others, other_method))
        left = {offer.bidder for offer in others}
        still = tuple(bidder for bidder in ahead if bidder in left)
        # Without the winner somebody else must win: that is no reversal.
        changes = bool(still) and winners(list(points)) != still
        cases.append(Case(kind, words, points, changes))
    return Robustness(own, tuple(cases))


def _cases(
    offers: Sequence[Offer], method: Method
) -> Iterator[tuple[str, str, Sequence[Offer], Method]]:
    for formula in Formula:
        if formula is method.formula or (formula is Formula.CEILING and method.ceiling is None):
            continue
        yield "formula", FACTS[formula].title, offers, replace(method, formula=formula)
    for step in (-STEP, STEP):
        other = method.with_weight(method.price_weight + step)
        if other != method:
            yield "weight", f"Price weighs {other.price_weight.normalize():f}", offers, other
    evaluators = sorted({name for offer in offers for name in offer.quality})
    for name in evaluators if len(evaluators) > 1 else ():
        without = [left for offer in offers if (left := offer.without(name)) is not None]
        if len(without) == len(offers):
            yield "evaluator", f"Without {name}", without, method
    if len(offers) > 2:
        for offer in offers:
            rest = [other for other in offers if other is not offer]
            yield "bidder", f"Without the offer of {offer.bidder}", rest, method
