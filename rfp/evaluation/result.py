"""Quality and price together by the frozen method, and how firm that result is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rfp.evaluation.costing import Costing, costings
from rfp.evaluation.handed_in import opened_prices
from rfp.evaluation.models import Contender, Evaluation
from rfp.evaluation.pricing import request_of
from rfp.evaluation.robustness import Case, Robustness, examine
from rfp.evaluation.standing import Standing
from rfp.evaluation.totals import Method, Offer, Points, reckon, winners
from rfp.issuing.shape import IssuedRequest
from rfp.pricing.formulas import FACTS, FormulaFacts


@dataclass(frozen=True)
class Place:
    """One offer that was not ruled out: its points, and what they are made of."""

    rank: int
    contender: Contender
    costing: Costing
    quality: Decimal
    points: Points


@dataclass(frozen=True)
class Result:
    """Who is ahead by the method that was committed to, and by every other one."""

    request: IssuedRequest
    method: Method
    places: tuple[Place, ...]
    robustness: Robustness
    #: Offers that cannot be compared, each with why.
    apart: tuple[tuple[Contender, str], ...]

    @property
    def facts(self) -> FormulaFacts:
        return FACTS[self.method.formula]

    @property
    def winners(self) -> tuple[str, ...]:
        return winners([place.points for place in self.places])

    @property
    def is_tie(self) -> bool:
        return len(self.winners) > 1


def method_of(request: IssuedRequest) -> Method:
    """The method as it was frozen at the issue."""
    return Method(request.price_weight, request.formula, request.ceiling)


def reckoned(evaluation: Evaluation, standing: Standing) -> Result | None:
    """The result as it is now; none while quality is not settled or prices are sealed."""
    prices = opened_prices(evaluation)
    if not evaluation.is_over or not prices:
        return None
    asked = request_of(evaluation)
    return result_of(asked, standing, costings(evaluation, prices, asked.term_months))


def result_of(
    request: IssuedRequest, standing: Standing, costings: Sequence[Costing]
) -> Result | None:
    """The result, once every quality is settled and prices are open; none before."""
    apart: list[tuple[Contender, str]] = []
    priced: list[tuple[Costing, Decimal]] = []
    for costing in costings:
        contender = costing.contender
        failed, quality = standing.failed(contender), standing.quality(contender)
        if failed:
            apart.append(
                (contender, "; ".join(f"{gate.code}: {word.reason}" for gate, word in failed))
            )
        elif not costing.is_whole:
            missing = ", ".join(costing.unpriced) or "all lines"
            apart.append((contender, f"No price for {missing}."))
        elif quality is None:
            return None
        else:
            priced.append((costing, quality))
    if not priced:
        return None
    method, offers = method_of(request), [_offer(each, standing) for each, _ in priced]
    known = {costing.contender.name: (costing, quality) for costing, quality in priced}
    points = reckon(offers, method)
    places = tuple(
        Place(
            1 + sum(other.total > one.total for other in points),
            known[one.bidder][0].contender,
            known[one.bidder][0],
            known[one.bidder][1],
            one,
        )
        for one in points
    )
    return Result(request, method, places, _examined(offers, method, priced), tuple(apart))


def _offer(costing: Costing, standing: Standing) -> Offer:
    without = {}
    for evaluator in standing.evaluators:
        left = standing.quality(costing.contender, without=evaluator.person_id)
        if left is not None:
            without[evaluator.name] = left
    agreed = standing.quality(costing.contender)
    return Offer(costing.contender.name, costing.total, without, agreed)


def _examined(
    offers: list[Offer], method: Method, priced: Sequence[tuple[Costing, Decimal]]
) -> Robustness:
    """All cases of the engine, and one more: prices at what they are worth today."""
    found = examine(offers, method)
    today = {costing.contender.name: costing.worth_today for costing, _ in priced}
    points = tuple(
        reckon(
            [Offer(each.bidder, today[each.bidder], each.quality, each.agreed) for each in offers],
            method,
        )
    )
    changes = winners(list(points)) != winners(list(found.points))
    worth = Case("worth", "Prices at their present value", points, changes)
    return Robustness(found.points, (*found.cases, worth))
