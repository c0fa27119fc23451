"""What the award paper and the letters say, reckoned once and kept as plain JSON."""

from decimal import Decimal
from typing import Any

from clients.people.models import Practice
from retainer.lib import records
from rfp.evaluation.claim_models import Claim, PartnerFinding
from rfp.evaluation.costing import Costing
from rfp.evaluation.models import Contender, Evaluation
from rfp.evaluation.result import Place, Result
from rfp.evaluation.standing import Standing
from rfp.pricing.formulas import FACTS


def paper_of(
    evaluation: Evaluation, standing: Standing, result: Result, winner: Contender
) -> dict[str, Any]:
    """Everything that whoever approves has to know, from the figures of this moment."""
    asked, method = result.request, result.method
    opening = evaluation.rfp.price_opening
    told = {
        "request": {
            "reference": asked.reference,
            "title": asked.title,
            "client": asked.client,
            "version": asked.version,
            "term_months": asked.term_months,
            "currency": asked.currency,
            "commitment": evaluation.version.commitment,
            "salt": asked.salt,
        },
        "practice": Practice.current().name,
        "method": {
            "formula": FACTS[method.formula].title,
            "warning": FACTS[method.formula].warning,
            "price_weight": method.price_weight,
            "quality_weight": method.quality_weight,
            "ceiling": method.ceiling,
        },
        "winner": _place(next(each for each in result.places if each.contender == winner)),
        "is_first": winner.name in result.winners,
        "places": [_place(each) for each in result.places],
        "apart": [{"bidder": each.name, "why": why} for each, why in result.apart],
        "robustness": {
            "sentence": result.robustness.sentence,
            "cases": [
                {
                    "words": case.words,
                    "winners": list(case.winners),
                    "changes": case.changes_winner,
                }
                for case in result.robustness.cases
            ],
        },
        "scores": [_of_requirement(each, standing) for each in standing.scored],
        "evaluators": [
            {"name": each.name, "groups": each.groups, "handed_in": each.submitted_at}
            for each in standing.evaluators
        ],
        "missing": sum(len(cell.missing) for cell in standing.cells.values()),
        "meeting_because": evaluation.meeting_because,
        "opening": {"at": opening.opened_at, "digest": opening.digest},
        "claims": [
            {"words": each.words, "wanted": each.get_wanted_display(), "state": each.state}
            for each in Claim.objects.filter(contender=winner)
            if each.state != Claim.State.VERIFIED
        ],
        "partner": [
            {
                "area": each.get_area_display(),
                "points": each.points,
                "evidence": each.evidence,
                "risk": each.risk,
                "action": each.action,
            }
            for each in PartnerFinding.objects.filter(contender=winner)
        ],
    }
    plain: dict[str, Any] = records.plain(told)
    return plain


def letter_of(paper: dict[str, Any], standing: Standing, contender: Contender) -> dict[str, Any]:
    """The outcome and the bidder's own scores; of the others the winner's name alone."""
    own = next((each for each in paper["places"] if each["bidder"] == contender.name), None)
    out = next((each for each in paper["apart"] if each["bidder"] == contender.name), None)
    told = {
        "request": paper["request"],
        "practice": paper["practice"],
        "bidder": contender.name,
        "winner": paper["winner"]["bidder"],
        "method": paper["method"],
        "own": own,
        "of": len(paper["places"]),
        "why_out": out["why"] if out else "",
        "scores": [
            {
                "code": cell.criterion.code,
                "title": cell.criterion.title,
                "weight": cell.criterion.weight,
                "most": cell.criterion.most,
                "points": cell.points,
            }
            for cell in standing.of(contender)
        ],
        "gates": [
            {"code": gate.code, "title": gate.title, "passes": word.passes, "reason": word.reason}
            for gate in standing.gates
            if (word := standing.verdicts.get((contender.pk, gate.pk))) is not None
        ],
    }
    plain: dict[str, Any] = records.plain(told)
    return plain


#: Amounts and weights, which JSON keeps as words.
NUMBERS = frozenset({"price", "worth_today", "price_weight", "quality_weight", "ceiling"})


def in_figures(told: Any) -> Any:
    """A paper or letter with its amounts as numbers, for templates to write."""
    if isinstance(told, list):
        return [in_figures(each) for each in told]
    if isinstance(told, dict):
        return {
            key: Decimal(value) if key in NUMBERS and isinstance(value, str) else in_figures(value)
            for key, value in told.items()
        }
    return told


def _place(place: Place) -> dict[str, Any]:
    costing: Costing = place.costing
    return {
        "rank": place.rank,
        "bidder": place.contender.name,
        "number": place.contender.number,
        "price": costing.total,
        "worth_today": costing.worth_today,
        "quality": round(place.quality, 2),
        "quality_points": round(place.points.quality, 2),
        "price_points": round(place.points.price, 2),
        "points": round(place.points.total, 2),
        "terms": [
            f"{each.get_kind_display()}: {each.amount.normalize():f} ({each.source})"
            for each in costing.terms
        ],
    }


def _of_requirement(criterion: Any, standing: Standing) -> dict[str, Any]:
    return {
        "code": criterion.code,
        "title": criterion.title,
        "weight": criterion.weight,
        "most": criterion.most,
        "agreed": [
            {
                "bidder": cell.contender.name,
                "points": cell.points,
                "reason": cell.agreed.reason if cell.agreed else "",
            }
            for cell in standing.row(criterion)
        ],
    }
