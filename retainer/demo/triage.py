"""What the demo's consultant decided, so that clients find something to read."""

from billing_audit.findings.models import Finding, FindingDecision
from billing_audit.findings.services import decide
from clients.models import Client, User

#: Checks whose findings the documents settle; the dearest of each is decided.
PLAIN = ("A07", "A09", "A19", "B01", "C01")
#: A service nobody knows is a question only the client can answer.
QUESTION = "C04"

State = Finding.State
Reason = FindingDecision.Reason


def decide_like_a_consultant(client: Client, consultant: User) -> None:
    """Judge the dearest finding of the plain checks, ask about one, leave the rest to look at."""
    fresh = Finding.objects.filter(client=client, state=State.NEW).order_by("-claimed", "-pk")
    for code in PLAIN:
        if finding := fresh.filter(check_code=code).first():
            decide(
                finding=finding,
                state=State.VALID,
                reason=Reason.CONFIRMED,
                note="Checked against the bill and the signed rate sheet.",
                decided_by=consultant,
            )
    if unknown := fresh.filter(check_code=QUESTION).order_by("-exposure", "-pk").first():
        decide(
            finding=unknown,
            state=State.ASKED,
            reason=Reason.NEEDS_CLIENT,
            note="Does anybody at your sites still use this service?",
            decided_by=consultant,
        )
