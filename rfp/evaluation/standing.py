"""Every answer of every bidder with what was given, what is missing, and what was agreed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import F

from rfp.evaluation.models import Contender, Criterion, Evaluation, Evaluator
from rfp.evaluation.score_models import AgreedScore, GateVerdict, Score

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Cell:
    """One answer: who gave it what, and what the meeting made of it."""

    criterion: Criterion
    contender: Contender
    evaluators: tuple[Evaluator, ...]
    scores: dict[int, Score] = field(default_factory=dict)
    agreed: AgreedScore | None = None
    #: Percent of the scale.
    limit: int = 0

    @property
    def key(self) -> str:
        """Names the answer on a page, such as R-014-3."""
        return f"{self.criterion.code}-{self.contender.number}"

    @property
    def given(self) -> list[tuple[Evaluator, Score | None]]:
        """Every evaluator whose answer it is to judge, with their score if there is one."""
        return [(each, self.scores.get(each.person_id)) for each in self.evaluators]

    @property
    def missing(self) -> list[Evaluator]:
        return [each for each, score in self.given if score is None]

    @property
    def values(self) -> list[Decimal]:
        return [score.points for score in self.scores.values()]

    @property
    def spread(self) -> Decimal:
        """How far apart the scores are."""
        return max(self.values) - min(self.values) if self.values else Decimal(0)

    @property
    def is_far_apart(self) -> bool:
        return self.spread * 100 > self.limit * self.criterion.most

    @property
    def mean(self) -> Decimal | None:
        """The mean of what was given; none where nobody gave anything."""
        if not self.values:
            return None
        return (sum(self.values, Decimal(0)) / len(self.values)).quantize(HUNDREDTH)

    @property
    def points(self) -> Decimal | None:
        """What counts: what was agreed, or the mean while nothing is."""
        return self.agreed.points if self.agreed else self.mean

    @property
    def delta(self) -> Decimal | None:
        """By how much the meeting moved the mean."""
        if self.agreed is None or self.mean is None:
            return None
        return self.agreed.points - self.mean

    @property
    def todo(self) -> str:
        """What the meeting still has to do about it; empty where nothing."""
        if self.agreed is not None and (self.agreed.reason or not self.is_far_apart):
            return ""
        if not self.values:
            return "Nobody scored it: agree on a score."
        if self.is_far_apart:
            return "Far apart: agree on a score, and say why."
        return ""

    def without(self, person: int) -> Decimal | None:
        """What would count had somebody not scored: the mean moves, what was agreed with it."""
        if self.points is None or person not in self.scores:
            return self.points
        others = [score.points for key, score in self.scores.items() if key != person]
        if not others:
            return None
        own_mean = sum(self.values, Decimal(0)) / len(self.values)
        moved = self.points + sum(others, Decimal(0)) / len(others) - own_mean
        return min(Decimal(self.criterion.most), max(Decimal(0), moved))


class Standing:
    """All of an evaluation, read once; of blind scores only those that the reader may see."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation

    @cached_property
    def evaluators(self) -> list[Evaluator]:
        return list(self.evaluation.evaluators.all())

    @cached_property
    def criteria(self) -> list[Criterion]:
        return list(self.evaluation.criteria.all())

    @cached_property
    def contenders(self) -> list[Contender]:
        return list(self.evaluation.contenders.all())

    @property
    def scored(self) -> list[Criterion]:
        return [each for each in self.criteria if each.is_scored]

    @property
    def gates(self) -> list[Criterion]:
        return [each for each in self.criteria if each.is_gate]

    @cached_property
    def verdicts(self) -> dict[tuple[int, int], GateVerdict]:
        """The latest word on each gate, by contender and criterion."""
        rows = self.evaluation.verdicts.annotate(who=F("decided_by__name")).order_by("pk")
        return {(each.contender_id, each.criterion_id): each for each in rows}

    def failed(self, contender: Contender) -> list[tuple[Criterion, GateVerdict]]:
        """The gates that a proposal does not meet."""
        found = ((gate, self.verdicts.get((contender.pk, gate.pk))) for gate in self.gates)
        return [(gate, word) for gate, word in found if word is not None and not word.passes]

    def undecided(self, contender: Contender) -> list[Criterion]:
        """The gates that nobody decided."""
        return [gate for gate in self.gates if (contender.pk, gate.pk) not in self.verdicts]

    @property
    def remaining(self) -> list[Contender]:
        """Those that failed no gate."""
        return [each for each in self.contenders if not self.failed(each)]

    @cached_property
    def cells(self) -> dict[tuple[int, int], Cell]:
        """By contender and criterion."""
        scores: dict[tuple[int, int], dict[int, Score]] = {}
        for score in self.evaluation.scores.all():
            at = (score.contender_id, score.criterion_id)
            scores.setdefault(at, {})[score.person_id] = score
        agreed = {
            (each.contender_id, each.criterion_id): each
            for each in self.evaluation.agreed.annotate(who=F("said_by__name"))
        }
        return {
            (contender.pk, criterion.pk): Cell(
                criterion,
                contender,
                tuple(each for each in self.evaluators if each.judges(criterion.group)),
                scores.get((contender.pk, criterion.pk), {}),
                agreed.get((contender.pk, criterion.pk)),
                self.evaluation.spread,
            )
            for contender in self.contenders
            for criterion in self.scored
        }

    def row(self, criterion: Criterion) -> list[Cell]:
        """One requirement, proposal by proposal."""
        return [self.cells[each.pk, criterion.pk] for each in self.contenders]

    def of(self, contender: Contender) -> list[Cell]:
        """One proposal, requirement by requirement."""
        return [self.cells[contender.pk, each.pk] for each in self.scored]

    def todo(self) -> Iterator[str]:
        """What stands between the meeting and its end, each in a sentence."""
        for contender in self.contenders:
            if codes := ", ".join(each.code for each in self.undecided(contender)):
                yield f"{contender}: decide on {codes}."
        left = {each.pk for each in self.remaining}
        if not left:
            yield "No proposal meets every mandatory requirement: nothing is left to award."
        for cell in self.cells.values():
            if cell.contender.pk in left and cell.todo:
                yield f"{cell.contender}, {cell.criterion.code}: {cell.todo}"

    def asked_of(self, evaluator: Evaluator) -> int:
        """How many scores are somebody's to give."""
        each = sum(evaluator.judges(criterion.group) for criterion in self.scored)
        return each * len(self.contenders)

    def quality(self, contender: Contender, *, without: int | None = None) -> Decimal | None:
        """Weighted points for quality, of 100; none where an answer has no score."""
        weights = earned = Decimal(0)
        for cell in self.of(contender):
            points = cell.points if without is None else cell.without(without)
            if points is None:
                return None
            weights += cell.criterion.weight
            earned += cell.criterion.weight * points / cell.criterion.most
        return earned / weights * 100 if weights else Decimal(0)
