"""Noting claims, saying what became of them, taking them over as promises, judging partners."""

from django.db import transaction
from django.utils import timezone

from clients.people.models import User
from clients.promises.models import Promise
from clients.promises.services import note_promise
from rfp.evaluation.beginning import EvaluationRefused, note, why_not_admitted
from rfp.evaluation.claim_models import Claim, PartnerFinding
from rfp.evaluation.models import Contender, Evaluation

State = Claim.State


@transaction.atomic
def note_claim(*, evaluation: Evaluation, claim: Claim, noted_by: User) -> Claim:
    """Keep what a bidder says it can do, to be verified."""
    _admit(evaluation, noted_by)
    if claim.contender.evaluation_id != evaluation.pk:
        raise EvaluationRefused("This bidder is of another request.")
    claim.client_id, claim.evaluation_id = evaluation.client_id, evaluation.pk
    claim.noted_by_id = noted_by.pk
    claim.save()
    note(evaluation, "claim_noted", f"Noted a claim of {claim.contender}", noted_by)
    return claim


@transaction.atomic
def judge_claim(*, claim: Claim, state: str, evidence: str, judged_by: User) -> None:
    """Say that somebody has seen it, or seen that it is not so."""
    _admit(claim.evaluation, judged_by)
    if state not in (State.VERIFIED, State.REFUTED):
        raise EvaluationRefused("Say whether it was verified or refuted.")
    if not evidence.strip():
        raise EvaluationRefused("Say what was seen: which demonstration, call or document, when.")
    claim.state, claim.evidence = state, evidence.strip()[:2000]
    claim.verified_by_id, claim.verified_at = judged_by.pk, timezone.now()
    claim.save(update_fields=["state", "evidence", "verified_by", "verified_at"])
    said = f"A claim of {claim.contender} was {claim.get_state_display().lower()}"
    note(claim.evaluation, f"claim_{state}", said, judged_by)


@transaction.atomic
def take_as_promise(*, claim: Claim, taken_by: User) -> Promise:
    """Write it into the client's register of promises, where it is kept or broken later."""
    held = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if held.promise_id is not None:
        raise EvaluationRefused("It stands in the register of promises already.")
    evaluation, of = claim.evaluation, claim.criterion
    about = f", {of.code} {of.title}" if of else ""
    promise = note_promise(
        promise=Promise(
            client=evaluation.rfp.client,
            promised_by=claim.contender.bidder.name,
            words=claim.words,
            written_in=f"Proposal to {evaluation.rfp.reference}{about}"[:200],
            promised_on=timezone.localdate(),
        ),
        noted_by=taken_by,
    )
    held.promise = promise
    held.save(update_fields=["promise"])
    return promise


@transaction.atomic
def find_of_partner(
    *, contender: Contender, area: str, finding: PartnerFinding, said_by: User
) -> PartnerFinding:
    """Keep what was found of a bidder in one area; a later finding takes its place."""
    evaluation = contender.evaluation
    _admit(evaluation, said_by)
    if area not in PartnerFinding.Area.values:
        raise EvaluationRefused("Choose one of the areas.")
    kept, _ = PartnerFinding.objects.update_or_create(
        contender=contender,
        area=area,
        defaults={
            "client_id": evaluation.client_id,
            "evaluation": evaluation,
            "points": finding.points,
            "evidence": finding.evidence,
            "risk": finding.risk,
            "action": finding.action,
            "said_by": said_by,
        },
    )
    note(evaluation, "partner_judged", str(kept), said_by)
    return kept


def _admit(evaluation: Evaluation, user: User) -> None:
    if words := why_not_admitted(evaluation, user):
        raise EvaluationRefused(words)
