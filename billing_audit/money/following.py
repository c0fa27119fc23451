"""Findings follow their disputes: each says how far it is with the carrier.

An error that a bill shows again after its dispute was closed came back: it can be disputed anew.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from billing_audit.findings.models import Finding, Occurrence
from billing_audit.money.accepting import not_held
from billing_audit.money.models import Dispute, DisputeItem
from billing_audit.money.states import AGREED, CLOSED, State

At = Finding.WithCarrier
FOLLOWS = {
    State.DRAFT: At.DRAFTED,
    **dict.fromkeys((*AGREED, State.PROMISED), At.PROMISED),
    **dict.fromkeys((State.POSTED, State.VERIFIED, State.WON, State.PART_WON), At.CREDITED),
    State.LOST: At.REFUSED,
    State.WITHDRAWN: At.NOWHERE,
    State.EXPIRED: At.REFUSED,
}


def follow(findings: Iterable[int]) -> None:
    """Let the findings say what the newest dispute about them says.

    One that was withdrawn says nothing, so an earlier one still counts.
    """
    findings = set(findings)
    newest = (
        DisputeItem.objects.filter(finding__in=findings)
        .exclude(dispute__state=State.WITHDRAWN)
        .order_by("finding", "-dispute_id")
        .distinct("finding")
        .values_list("finding", "dispute__state", "dispute__closed_on")
    )
    stands = {finding: state for finding, state, _ in newest}
    returned = _returned({finding: day for finding, state, day in newest if state in CLOSED})
    by_place: dict[str, list[int]] = {}
    for finding in findings:
        place = place_of(stands.get(finding, State.WITHDRAWN))
        by_place.setdefault(At.RETURNED if finding in returned else place, []).append(finding)
    for place, keys in by_place.items():
        Finding.objects.filter(pk__in=keys).exclude(with_carrier=place).update(with_carrier=place)


def place_of(state: str) -> str:
    """Where a finding is that is in a dispute of this state."""
    return FOLLOWS.get(State(state), At.DISPUTED)


def follow_closed(client_id: int) -> None:
    """Look whether errors came back whose disputes are closed."""
    closed = DisputeItem.objects.filter(client=client_id, dispute__state__in=CLOSED)
    follow(closed.order_by().values_list("finding", flat=True).distinct())


def _returned(closed: dict[int, date]) -> set[int]:
    """Findings that claim something on a bill after the day their dispute was closed."""
    charged = Occurrence.objects.filter(finding__in=list(closed), claimed__gt=0)
    last = not_held(charged).order_by().values_list("finding").annotate(Max("invoice__bill_date"))
    return {finding for finding, day in last if day > closed[finding]}


def findings_of(dispute: Dispute) -> list[int]:
    return list(dispute.items.order_by().values_list("finding", flat=True).distinct())
