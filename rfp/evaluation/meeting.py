"""The meeting: scores are opened to all, people agree, and quality is settled for good."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from clients.people.models import User
from rfp.authoring.models import Rfp
from rfp.bids import opening
from rfp.evaluation.beginning import EvaluationRefused, locked, note, tell, why_not_admitted
from rfp.evaluation.models import Contender, Criterion, Evaluation
from rfp.evaluation.score_models import AgreedScore
from rfp.evaluation.standing import Standing

State = Evaluation.State


@transaction.atomic
def open_meeting(*, evaluation: Evaluation, because: str, opened_by: User) -> Evaluation:
    """Lock every score and show it to all evaluators; missing ones need a reason."""
    held = locked(evaluation)
    if held.state != State.SCORING:
        raise EvaluationRefused("Scoring is not open. Load the page again.")
    if words := why_not_admitted(held, opened_by):
        raise EvaluationRefused(words)
    late = [each.name for each in held.evaluators.all() if each.submitted_at is None]
    if late and not because.strip():
        raise EvaluationRefused(
            f"{', '.join(late)} did not hand in. Wait for them, or say why the meeting begins."
        )
    held.state, held.meeting_at = State.MEETING, timezone.now()
    held.meeting_because = because.strip()[:2000] if late else ""
    held.save(update_fields=["state", "meeting_at", "meeting_because"])
    note(held, "meeting_opened", "Locked and opened the scores", opened_by)
    people = list(held.evaluators.values_list("person", flat=True))
    tell(held, people, f"Scores of {held.rfp} are open to all evaluators.", opened_by)
    return held


@transaction.atomic
def agree(
    *,
    criterion: Criterion,
    contender: Contender,
    points: Decimal,
    reason: str,
    said_by: User,
) -> AgreedScore:
    """Keep what the meeting agreed on for one answer; what each gave stays beside it."""
    held, reason = locked(criterion.evaluation), reason.strip()[:2000]
    if held.state != State.MEETING or contender.evaluation_id != held.pk:
        raise EvaluationRefused("The meeting is not open: nothing was changed.")
    if words := why_not_admitted(held, said_by):
        raise EvaluationRefused(words)
    if not criterion.is_scored or not 0 <= points <= criterion.most:
        raise EvaluationRefused(f"{criterion.code} is scored from 0 to {criterion.most}.")
    cell = Standing(held).cells[contender.pk, criterion.pk]
    is_outside = bool(cell.values) and not min(cell.values) <= points <= max(cell.values)
    if (cell.is_far_apart or is_outside or not cell.values) and not reason:
        raise EvaluationRefused(
            f"{criterion.code} of {contender}: say why, since "
            + (
                "nobody scored it."
                if not cell.values
                else "it is outside of what was given."
                if is_outside
                else "the scores are far apart."
            )
        )
    agreed, _ = AgreedScore.objects.update_or_create(
        criterion=criterion,
        contender=contender,
        defaults={
            "client_id": held.client_id,
            "evaluation": held,
            "points": points,
            "reason": reason,
            "said_by": said_by,
        },
    )
    said = f"Agreed on {points.normalize():f} for {criterion.code} of {contender}"
    note(held, "score_agreed", said, said_by)
    return agreed


@transaction.atomic
def close_consensus(*, evaluation: Evaluation, closed_by: User) -> Evaluation:
    """Settle quality for good; from now on prices may be opened, and names are known again."""
    held = locked(evaluation)
    if held.state != State.MEETING:
        raise EvaluationRefused("The meeting is not open: nothing was changed.")
    if words := why_not_admitted(held, closed_by):
        raise EvaluationRefused(words)
    standing = Standing(held)
    if left := list(standing.todo()):
        raise EvaluationRefused(f"Not yet. {' '.join(left[:3])}")
    AgreedScore.objects.bulk_create(
        AgreedScore(
            client_id=held.client_id,
            evaluation=held,
            criterion=cell.criterion,
            contender=cell.contender,
            points=cell.mean,
            is_mean=True,
            said_by=closed_by,
        )
        for cell in standing.cells.values()
        if cell.agreed is None and cell.mean is not None
    )
    for contender in held.contenders.select_related("bidder"):
        if contender.name != contender.bidder.name:
            contender.name = contender.bidder.name
            contender.save(update_fields=["name"])
    held.state = State.CONSENSUS
    held.consensus_at, held.consensus_by = timezone.now(), closed_by
    held.save(update_fields=["state", "consensus_at", "consensus_by"])
    opening.close_consensus(rfp=held.rfp, closed_by=closed_by)
    note(held, "consensus_closed", f"Closed the consensus on {held.rfp}", closed_by)
    people = list(held.evaluators.values_list("person", flat=True))
    tell(held, people, f"Consensus on {held.rfp} is closed: prices may be opened.", closed_by)
    return held


def _waits(rfp: Rfp) -> str:
    """Where proposals are scored, consensus is closed there and nowhere else."""
    is_open = Evaluation.objects.filter(rfp=rfp).exclude(state=State.CONSENSUS).exists()
    return "Proposals are being judged: close the consensus of the evaluation." if is_open else ""


opening.WAITS_FOR.append(_waits)
