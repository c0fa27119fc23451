"""Writes judgements of findings down, one row for each, before anybody reckons what follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from billing_audit.findings import claims
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.models import Finding
from clients.people import activity
from clients.people.models import User

State = Finding.State

#: Decisions whose findings the client sees.
SHARED = (State.VALID, State.ASKED)
DEEDS = {
    State.NEW: "is to be decided again",
    State.VALID: "was judged valid",
    State.FALSE_POSITIVE: "was judged a false positive",
    State.ASKED: "was put to the client as a question",
    State.SUPPRESSED: "is suppressed by a rule",
}


@dataclass(frozen=True)
class Judgement:
    """What findings become, why, by whom; those of one ``batch`` are taken back together."""

    state: str
    reason: str
    note: str
    by: User
    batch: UUID


def new_batch() -> UUID:
    """The name of what is decided in one go."""
    return uuid4()


def locked(findings: Iterable[int]) -> Sequence[Finding]:
    """The findings with these keys as they are now, theirs alone until the transaction ends.

    Clients' claims are held first: an audit that ends now takes both in this order.
    """
    chosen = Finding.objects.filter(pk__in=list(findings))
    clients = chosen.order_by("client_id").values_list("client_id", flat=True).distinct()
    for client_id in list(clients):
        claims.hold(client_id)
    # In one order, so that two people who decide at once wait for each other.
    rows = chosen.select_related("client").select_for_update(of=("self",))
    return list(rows.order_by("pk"))


def judge(finding: Finding, judgement: Judgement) -> FindingDecision:
    """Write the judgement of a locked finding; claims are to be settled afterwards."""
    state = State(judgement.state)
    decision = FindingDecision.objects.create(
        client_id=finding.client_id,
        finding=finding,
        state=state,
        reason=judgement.reason,
        note=judgement.note,
        decided_by=judgement.by,
        batch=judgement.batch,
    )
    if finding.state == State.SUPPRESSED != state:
        finding.suppressed_by = None  # a person's word goes before the rule's
    finding.state = state
    finding.shared_with_client = state in SHARED
    finding.question = judgement.note if state == State.ASKED else ""
    finding.save(update_fields=["state", "shared_with_client", "question", "suppressed_by"])
    activity.record(
        f"finding.{state}",
        f"{finding.subject}: {finding.check_code} {DEEDS[state]}",
        actor=judgement.by,
        client=finding.client,
        subject=finding,
        reason=judgement.reason,
    )
    return decision
