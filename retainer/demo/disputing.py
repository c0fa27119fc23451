"""What the demo's people asked back of carriers lately: none of it is on a bill yet.

``crediting`` tells what came back months ago.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from billing_audit.findings.models import Finding
from billing_audit.models import Dispute, DisputeDesk
from billing_audit.money import moving, replies, services
from billing_audit.money.accepting import accepted
from billing_audit.money.methods import advised
from billing_audit.money.moving import Said
from billing_audit.money.packet.packing import items_of, make_packet
from billing_audit.money.states import Rung
from clients.models import Carrier, Client, DecisionRight, User
from retainer.lib.months import shifted

DESKS = {
    "Corvane Networks": {
        "name": "Corvane Billing Dispute Center",
        "address": "PO Box 4180\nDellwood, OH 43026",
        "email": "billing.disputes@corvane.example",
        "dispute_days": 120,
        "withhold_days": 30,
        "answer_days": 30,
        "appeal_days": 45,
        "source": "Corvane service guide of January 2026, section 7.2",
    },
}
#: What happened to each dispute: the steps in order, each with days since the one before.
STORIES: tuple[tuple[tuple[str, int, dict[str, Any]], ...], ...] = (
    (),
    (("submit", 0, {}), ("acknowledge", 3, {}), ("review", 6, {})),
    (
        ("submit", 0, {}),
        ("acknowledge", 2, {}),
        ("deny", 12, {"note": "They say the rate applies from the renewal on only."}),
    ),
    (
        ("submit", 0, {}),
        ("review", 4, {}),
        ("approve", 9, {"note": "Confirmed on the phone and by mail."}),
        ("promise", 1, {"share": Decimal(1)}),
    ),
    (
        ("submit", 0, {}),
        ("review", 5, {}),
        ("approve_part", 8, {"share": Decimal("0.75"), "note": "The oldest month is refused."}),
        ("promise", 2, {"share": Decimal("0.75")}),
    ),
    (
        ("submit", 0, {}),
        ("ask", 6, {"note": "They want the signed rate sheet once more."}),
    ),
    (
        ("submit", 0, {}),
        ("deny", 7, {"note": "They say the copy was a second order."}),
        ("appeal", 5, {"note": "The order is shown to be one."}),
    ),
)
REPLY = (
    "From Dana Reyes, billing disputes\n\nWe have received your dispute and assigned it to a "
    "specialist. Please allow 30 days for our review. Your ticket is shown above."
)
#: How long ago the disputes were sent.
AGO = timedelta(days=27)


def write_down_desks() -> None:
    """How the carriers of the demo take disputes."""
    for name, desk in DESKS.items():
        if carrier := Carrier.objects.filter(name=name).first():
            DisputeDesk.objects.get_or_create(carrier=carrier, defaults=desk)


def dispute_like_a_consultant(client: Client, consultant: User, principal: User) -> None:
    """Put each accepted finding into a dispute of its own, and let each come to another state."""
    write_down_desks()
    findings = accepted(Finding.objects.filter(client=client, with_carrier="").errors().standing())
    ready = findings.filter(mills__gt=0, account__isnull=False)
    # The two clients' stories differ, so that all of them are told.
    first = client.pk % 2
    stories = STORIES[::-1] if first else STORIES
    for finding, story in zip(ready.order_by("-mills", "pk"), stories, strict=False):
        dispute = services.open_dispute(
            account=finding.account, findings=[finding], opened_by=consultant
        )
        _decide_method(dispute, consultant)
        if story:
            _tell(dispute, story, consultant, principal)


def who_decides(client: Client) -> list[DecisionRight]:
    """Who may decide about disputes, whoever may decide about most first."""
    rights = DecisionRight.objects.filter(client=client, subject="dispute").select_related("user")
    return sorted(rights, key=lambda right: (right.limit is not None, -(right.limit or 0)))


def _decide_method(dispute: Dispute, consultant: User) -> None:
    advice = advised(dispute, items_of(dispute), timezone.localdate())
    may = services.who_may_approve(dispute)
    able = [right.user for right in who_decides(dispute.client) if right.user_id in may]
    services.decide_method(
        dispute=dispute,
        method=advice.method if able else Dispute.Method.PAY,
        reason=advice.reason[:300],
        approver=able[0] if able else None,
        decided_by=consultant,
    )


def _tell(dispute: Dispute, story: Any, consultant: User, principal: User) -> None:
    on = timezone.localdate() - AGO
    make_packet(dispute=dispute, made_by=consultant, on=on)
    for name, later, said in story:
        on += timedelta(days=later)
        dispute.refresh_from_db()
        moving.move(
            dispute=dispute,
            name=name,
            seen=dispute.events.first().pk,
            said=_said(dispute, on, **said),
            moved_by=principal,
        )
        if name == "acknowledge":
            replies.file_reply(dispute=dispute, text=REPLY, upload=None, on=on, filed_by=consultant)


def _said(dispute: Dispute, on: date, *, share: Decimal | None = None, note: str = "") -> Said:
    return Said(
        on=on,
        note=note,
        ticket=f"BD-{7_400 + dispute.pk}",
        amount=(share * dispute.disputed).quantize(Decimal("0.01")) if share else None,
        cycle=shifted(on.replace(day=1), 1),
        rung=Rung.BILLING_MANAGER,
    )
