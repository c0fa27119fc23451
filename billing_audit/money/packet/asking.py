"""Has a worker draw the packet, which takes seconds for many charges and pages of bills.

The row owns the work: whoever is told of it draws only what is still asked for, and a draft
that was changed meanwhile keeps no papers of what it said before.
"""

from django.db import transaction
from django.utils import timezone

from billing_audit.money import tasks
from billing_audit.money.models import Dispute
from billing_audit.money.packet.packing import packable
from clients.people.models import User


@transaction.atomic
def ask_for_packet(*, dispute: Dispute, asked_by: User) -> None:
    """Have a worker draw the papers of a draft; asking again while it draws changes nothing."""
    dispute = packable(dispute)
    if not dispute.is_being_packed:
        dispute.packing_since, dispute.packing_error = timezone.now(), ""
        dispute.packing_for = asked_by
        dispute.save(update_fields=["packing_since", "packing_error", "packing_for"])
    tasks.draw_packet.delay_on_commit(dispute.pk)
