"""What an evaluator does alone: score answers, hand in, and say whether a gate is met."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from clients.people.models import User
from rfp.evaluation.beginning import EvaluationRefused, note, why_not_admitted
from rfp.evaluation.models import Contender, Criterion, Evaluation, Evaluator
from rfp.evaluation.score_models import GateVerdict, Score

State = Evaluation.State


@transaction.atomic
def save_scores(
    *,
    evaluator: Evaluator,
    contender: Contender,
    given: Mapping[Criterion, tuple[Decimal | None, str]],
) -> None:
    """Keep what somebody gave the answers of one bidder; no points take a score away."""
    held = _open(evaluator)
    if contender.evaluation_id != held.evaluation_id:
        raise EvaluationRefused("This proposal is of another request.")
    for criterion, (points, remark) in given.items():
        at = {"criterion": criterion, "contender": contender, "person_id": held.person_id}
        if points is None:
            if remark.strip():
                raise EvaluationRefused(f"{criterion.code}: give points, or take the remark away.")
            Score.objects.filter(**at).delete()
            continue
        if not criterion.is_scored or not held.judges(criterion.group):
            raise EvaluationRefused(f"{criterion.code} is not yours to score.")
        if not 0 <= points <= criterion.most:
            raise EvaluationRefused(f"{criterion.code} is scored from 0 to {criterion.most}.")
        Score.objects.update_or_create(
            **at,
            defaults={
                "client_id": held.client_id,
                "evaluation_id": held.evaluation_id,
                "points": points,
                "remark": remark.strip()[:2000],
            },
        )
    held.scored = Score.objects.filter(evaluation=held.evaluation_id, person=held.person_id).count()
    held.save(update_fields=["scored"])


@transaction.atomic
def submit(*, evaluator: Evaluator) -> None:
    """Hand in: nothing of it changes until the same person takes it back."""
    held = _open(evaluator)
    held.submitted_at = timezone.now()
    held.save(update_fields=["submitted_at"])
    note(held.evaluation, "scores_handed_in", f"{held} handed in", evaluator.person)


@transaction.atomic
def take_back(*, evaluator: Evaluator) -> None:
    """Score on, while nobody has read what was handed in."""
    held = _mine(evaluator)
    if held.submitted_at is None:
        raise EvaluationRefused("It was not handed in.")
    held.submitted_at = None
    held.save(update_fields=["submitted_at"])
    note(held.evaluation, "scores_taken_back", f"{held} scores on", evaluator.person)


@transaction.atomic
def decide_gate(
    *, criterion: Criterion, contender: Contender, passes: bool, reason: str, decided_by: User
) -> GateVerdict:
    """Say whether a proposal meets a mandatory requirement, and why; the latest word counts."""
    evaluation = criterion.evaluation
    if contender.evaluation_id != evaluation.pk or not criterion.is_gate:
        raise EvaluationRefused("This is no mandatory requirement of the request.")
    if evaluation.state not in (State.SCORING, State.MEETING):
        raise EvaluationRefused("Gates are decided from the opening of scoring to the consensus.")
    if not reason.strip():
        raise EvaluationRefused("Say why: the reason goes into the record and to the bidder.")
    if words := why_not_admitted(evaluation, decided_by):
        raise EvaluationRefused(words)
    verdict = GateVerdict(
        client_id=evaluation.client_id,
        evaluation=evaluation,
        criterion=criterion,
        contender=contender,
        passes=passes,
        reason=reason.strip()[:2000],
        decided_by_id=decided_by.pk,
    )
    verdict.save()
    said = "meets" if passes else "does not meet"
    note(evaluation, "gate_decided", f"{contender} {said} {criterion.code}", decided_by)
    return verdict


def _open(evaluator: Evaluator) -> Evaluator:
    held = _mine(evaluator)
    if held.submitted_at is not None:
        raise EvaluationRefused("You handed in. Take it back to change a score.")
    return held


def _mine(evaluator: Evaluator) -> Evaluator:
    # The row of the evaluator is what a client user may hold on to.
    held = (
        Evaluator.objects.select_for_update(of=("self",))
        .select_related("evaluation__client", "evaluation__rfp__decision")
        .get(pk=evaluator.pk)
    )
    if held.evaluation.state != State.SCORING:
        raise EvaluationRefused("Scoring is not open.")
    if words := why_not_admitted(held.evaluation, evaluator.person):
        raise EvaluationRefused(words)
    return held
