"""How long what was decided about stays: for looking things up, not for ever."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from billing_audit.inbox.models import Arrival
from clients.files.services import forget

#: Arrivals of one go; the next one takes the others.
MOST_AT_ONCE = 500


@transaction.atomic
def forget_old() -> int:
    """Drop arrivals that do not wait and came long ago, with what was kept of them; how many.

    Bills that were taken are files of their own and stay, and so does the record of who took them.
    """
    since = timezone.now() - timedelta(days=settings.BILL_INBOX_KEEP_DAYS)
    old = Arrival.objects.exclude(state=Arrival.State.WAITING).filter(arrived_at__lt=since)
    found = list(old.order_by("arrived_at").prefetch_related("enclosures__stored")[:MOST_AT_ONCE])
    for arrival in found:
        kept = [each.stored for each in arrival.enclosures.all() if each.stored]
        arrival.delete()
        for stored in kept:
            forget(stored)
    return len(found)
