"""What people decide about findings."""

from collections.abc import Iterable

from django.db import transaction

from billing_audit.findings import claims
from billing_audit.findings.deciding import settle_claims
from billing_audit.findings.models import Finding, FindingDecision
from billing_audit.findings.telling import tell_of_questions
from clients.people import activity
from clients.people.models import User
from retainer.lib.refusal import Refused

State = Finding.State
Reason = FindingDecision.Reason

#: The reasons that can be given for each decision.
REASONS = {
    State.VALID: (Reason.CONFIRMED, Reason.CARRIER_AGREED, Reason.OTHER),
    State.FALSE_POSITIVE: (
        Reason.CONTRACT_ALLOWS,
        Reason.DATA_WRONG,
        Reason.ALREADY_CREDITED,
        Reason.INTENDED,
        Reason.OTHER,
    ),
    State.ASKED: (Reason.NEEDS_CLIENT,),
}
#: Decisions whose findings the client sees.
SHARED = (State.VALID, State.ASKED)
DEEDS = {
    State.VALID: "was judged valid",
    State.FALSE_POSITIVE: "was judged a false positive",
    State.ASKED: "was put to the client as a question",
}


class DecisionRefused(Refused):
    """The decision cannot be taken so; ``field`` is what of it is wrong, if one thing is."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence, reason="decision_refused")
        self.field = field


@transaction.atomic
def decide(
    *, finding: Finding, state: str, reason: str, note: str = "", decided_by: User
) -> FindingDecision:
    """Write down a person's judgement; the latest one counts, and later audits keep it.

    A valid finding and a question are shown to the client, who reads the
    question but never another note.
    """
    decision = _write(finding, state, reason, note, decided_by)
    if state == State.ASKED:
        tell_of_questions([finding], note.strip(), asked_by=decided_by)
    return decision


def _write(
    finding: Finding, state: str, reason: str, note: str, decided_by: User
) -> FindingDecision:
    note = note.strip()
    _refuse_incomplete(state, reason, note)
    # Before the finding's row is locked: an audit that ends now takes them in this order.
    claims.hold(finding.client_id)
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    _refuse_repetition(finding, state, reason, note)
    decision = FindingDecision.objects.create(
        client_id=finding.client_id,
        finding=finding,
        state=state,
        reason=reason,
        note=note,
        decided_by=decided_by,
    )
    finding.state = state
    finding.shared_with_client = state in SHARED
    finding.question = note if state == State.ASKED else ""
    finding.save(update_fields=["state", "shared_with_client", "question"])
    settle_claims(finding)
    activity.record(
        f"finding.{state}",
        f"{finding.subject}: {finding.check_code} {DEEDS[State(state)]}",
        actor=decided_by,
        client=finding.client,
        subject=finding,
        reason=reason,
    )
    return decision


@transaction.atomic
def decide_all(
    *, findings: Iterable[Finding], state: str, reason: str, note: str = "", decided_by: User
) -> int:
    """Decide the same about several findings; those that are decided so already stay as they are.

    Returns how many were decided.
    """
    _refuse_incomplete(state, reason, note.strip())
    decided: list[Finding] = []
    # In one order, so that two people who decide at once wait for each other.
    for finding in sorted(findings, key=lambda each: each.pk):
        try:
            _write(finding, state, reason, note, decided_by)
        except DecidedAlready:
            continue
        decided.append(finding)
    if state == State.ASKED:
        tell_of_questions(decided, note.strip(), asked_by=decided_by)
    return len(decided)


class DecidedAlready(DecisionRefused):
    """The same was decided before, such as by a second click."""


def _refuse_incomplete(state: str, reason: str, note: str) -> None:
    if state not in REASONS:
        raise DecisionRefused("Decide: valid, false positive, or ask the client.", field="state")
    if reason not in REASONS[State(state)]:
        raise DecisionRefused("Choose a reason that fits the decision.", field="reason")
    if not note and state == State.ASKED:
        raise DecisionRefused("Write the question that the client will read.", field="note")
    if not note and reason == Reason.OTHER:
        raise DecisionRefused("Say in the note what the reason is.", field="note")


def _refuse_repetition(finding: Finding, state: str, reason: str, note: str) -> None:
    if finding.grown_count:
        return  # what came since the decision is confirmed by saying the same again
    latest = finding.decisions.first()
    if latest and (latest.state, latest.reason, latest.note) == (state, reason, note):
        raise DecidedAlready(f"This was decided already, by {latest.decided_by}.")
