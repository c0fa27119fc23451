"""What people decide about findings, and how they take it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from billing_audit.findings.deciding import settle_claims
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.judging import Judgement, judge, locked, new_batch
from billing_audit.findings.models import Finding
from billing_audit.findings.telling import tell_of_questions
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
#: As long as a dispute is here its findings stay valid.
IN_DISPUTE = (
    Finding.WithCarrier.DRAFTED,
    Finding.WithCarrier.DISPUTED,
    Finding.WithCarrier.PROMISED,
    Finding.WithCarrier.CREDITED,
)


class DecisionRefused(Refused):
    """The decision cannot be taken so; ``field`` is what of it is wrong, if one thing is."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence, reason="decision_refused")
        self.field = field


class DecidedAlready(DecisionRefused):
    """The same was decided before, such as by a second click."""


class DecidedMeanwhile(DecisionRefused):
    """Somebody else decided since the page was shown."""


@dataclass(frozen=True)
class Outcome:
    """What became of findings that were to be decided in one go."""

    batch: UUID
    decided: list[Finding] = field(default_factory=list)
    #: Those left as they are, each with a sentence that says why.
    left: list[tuple[Finding, str]] = field(default_factory=list)


@transaction.atomic
def decide(
    *, finding: Finding, state: str, reason: str, note: str = "", decided_by: User
) -> FindingDecision:
    """Write down a person's judgement; the latest one counts, and later audits keep it.

    A valid finding and a question are shown to the client, who reads the
    question but never another note.
    """
    judgement = _judgement(state, reason, note, decided_by)
    [finding] = locked([finding.pk])
    _refuse(finding, judgement)
    decision = judge(finding, judgement)
    settle_claims(finding)
    _tell([finding], judgement)
    return decision


@transaction.atomic
def decide_all(
    *,
    findings: Iterable[Finding],
    state: str,
    reason: str,
    note: str = "",
    decided_by: User,
    seen: Mapping[int, str] | None = None,
) -> Outcome:
    """Decide the same about several findings; those it cannot be said of stay as they are.

    ``seen`` are the states in which the person saw them, by key: of one that is
    something else by now they have not seen what they would overrule.
    """
    judgement = _judgement(state, reason, note, decided_by)
    outcome = Outcome(judgement.batch)
    for finding in locked(each.pk for each in findings):
        try:
            _refuse_unseen(finding, (seen or {}).get(finding.pk))
            _refuse(finding, judgement)
        except DecisionRefused as refusal:
            outcome.left.append((finding, refusal.sentence))
        else:
            judge(finding, judgement)
            outcome.decided.append(finding)
    settle_claims(*outcome.decided)
    _tell(outcome.decided, judgement)
    return outcome


@transaction.atomic
def take_back(*, decisions: Iterable[FindingDecision], taken_back_by: User) -> Outcome:
    """Give findings the state they had before these decisions; the history keeps both.

    A finding that was decided again since keeps what was decided last.
    """
    batch = new_batch()
    outcome = Outcome(batch)
    taken = {each.finding_id: each.pk for each in decisions}
    for finding in locked(taken):
        latest, before = [*finding.decisions.all()[:2], None][:2]
        # What a rule said of it, the rules that are in force say again.
        state = State(before.state) if before and before.state != State.SUPPRESSED else State.NEW
        note = before.note if before and state == State.ASKED else ""
        judgement = Judgement(state, Reason.TAKEN_BACK, note, taken_back_by, batch)
        try:
            if latest.pk != taken[finding.pk]:
                raise DecidedMeanwhile(f"It was decided again since, by {latest.decided_by}.")
            _refuse_in_dispute(finding, state)
        except DecisionRefused as refusal:
            outcome.left.append((finding, refusal.sentence))
        else:
            judge(finding, judgement)
            outcome.decided.append(finding)
    settle_claims(*outcome.decided)
    return outcome


def _judgement(state: str, reason: str, note: str, by: User) -> Judgement:
    note = note.strip()
    _refuse_incomplete(state, reason, note)
    return Judgement(state, reason, note, by, new_batch())


def _tell(findings: list[Finding], judgement: Judgement) -> None:
    if judgement.state == State.ASKED:
        tell_of_questions(findings, judgement.note, asked_by=judgement.by)


def _refuse(finding: Finding, judgement: Judgement) -> None:
    _refuse_repetition(finding, judgement)
    _refuse_in_dispute(finding, judgement.state)


def _refuse_incomplete(state: str, reason: str, note: str) -> None:
    if state not in REASONS:
        raise DecisionRefused("Decide: valid, false positive, or ask the client.", field="state")
    if reason not in REASONS[State(state)]:
        raise DecisionRefused("Choose a reason that fits the decision.", field="reason")
    if not note and state == State.ASKED:
        raise DecisionRefused("Write the question that the client will read.", field="note")
    if not note and reason == Reason.OTHER:
        raise DecisionRefused("Say in the note what the reason is.", field="note")


def _refuse_unseen(finding: Finding, seen: str | None) -> None:
    """Nobody overrules by mistake what a colleague decided a moment ago."""
    if seen is None or seen == finding.state:
        return
    latest = finding.decisions.select_related("decided_by").first()
    who = f"{latest.decided_by} decided meanwhile" if latest else "An audit changed it meanwhile"
    raise DecidedMeanwhile(f"{who}: {finding.get_state_display().lower()}.")


def _refuse_in_dispute(finding: Finding, state: str) -> None:
    """What is asked back of a carrier is judged valid as long as it is asked back."""
    if state != State.VALID and finding.with_carrier in IN_DISPUTE:
        raise DecisionRefused(
            f"{finding.subject}: it is in a dispute with the carrier. Leave it out of the draft, "
            "or close the dispute, then judge it anew.",
            field="state",
        )


def _refuse_repetition(finding: Finding, judgement: Judgement) -> None:
    if finding.grown_count:
        return  # what came since the decision is confirmed by saying the same again
    latest = finding.decisions.first()
    said = (judgement.state, judgement.reason, judgement.note)
    if latest and (latest.state, latest.reason, latest.note) == said:
        raise DecidedAlready(f"This was decided already, by {latest.decided_by}.")
