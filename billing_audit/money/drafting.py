"""What every step on a dispute is made of: the locked row, the entry of the history, the sums."""

from decimal import Decimal

from django.db.models import Count, Min, Sum
from django.utils import timezone

from billing_audit.money import clocks
from billing_audit.money.models import Dispute, DisputeEvent
from billing_audit.money.states import State
from clients.files.services import forget
from clients.people.models import User
from retainer.lib.refusal import Refused


class DisputeRefused(Refused):
    """The step cannot be made so; ``field`` is what of it is wrong, if one thing is."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence, reason="dispute_refused")
        self.field = field


def locked_draft(dispute: Dispute) -> Dispute:
    """The draft, which nobody else changes until the transaction ends."""
    dispute = locked(dispute)
    if dispute.state != State.DRAFT:
        raise DisputeRefused(f"{dispute} was sent meanwhile; what was sent is changed no more.")
    return dispute


def locked(dispute: Dispute) -> Dispute:
    rows = Dispute.objects.select_for_update(of=("self",))
    return rows.select_related("client", "carrier", "account").get(pk=dispute.pk)


def note(dispute: Dispute, kind: str, actor: User, text: str = "") -> DisputeEvent:
    """An entry of the history that moves nothing."""
    return DisputeEvent.objects.create(
        client_id=dispute.client_id,
        dispute=dispute,
        kind=kind,
        state=dispute.state,
        on=timezone.localdate(),
        note=text,
        actor=actor,
    )


def refresh(dispute: Dispute) -> None:
    """Bring a draft's sums and last days in line with its charges and the rules on file.

    A packet that was made of it says something else now, and goes; so does one being made.
    """
    told = dispute.items.aggregate(
        sum=Sum("disputed", default=Decimal(0)),
        charges=Count("pk"),
        oldest=Min("invoice__bill_date"),
    )
    dispute.disputed, dispute.charges = told["sum"], told["charges"]
    rules = clocks.rules_of([dispute.account])[dispute.account_id]
    dispute.dispute_by, dispute.bound_by, dispute.withhold_by = None, "", None
    if oldest := told["oldest"]:
        deadline, withhold = rules.dispute_by(oldest), rules.withhold_by(oldest)
        dispute.dispute_by, dispute.bound_by = deadline.day, deadline.bound
        dispute.withhold_by = withhold.day if withhold else None
    dispute.due_on = clocks.due_on(dispute, [], rules)
    outdated, dispute.packet = dispute.packet, None
    dispute.packing_since, dispute.packing_error = None, ""
    dispute.save()
    if outdated:
        forget(outdated)
