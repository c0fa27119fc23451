"""What workers do about disputes."""

from datetime import timedelta

from celery import shared_task
from django.db.models.functions import Now
from django.utils import timezone

from billing_audit.money.crediting import due
from billing_audit.money.drafting import locked, refresh
from billing_audit.money.models import Dispute
from billing_audit.money.packet import drawing
from billing_audit.money.watching import watch
from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask
from retainer.lib.tenancy import ALL, acting_as

#: Longer than the longest packet takes to draw.
PATIENCE = timedelta(minutes=6)


@shared_task(base=PracticeTask)
def refresh_drafts(carrier_id: int) -> int:
    """Bring the last days of a carrier's drafts in line with its rules; how many there are."""
    drafts = list(Dispute.objects.drafts().filter(carrier=carrier_id))
    for dispute in drafts:
        refresh(locked(dispute))
    return len(drafts)


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_packet(dispute_id: int) -> None:
    """Draw the packet of a draft; harmless when nobody asks for it any more."""
    drawing.draw_packet(dispute_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_packets() -> int:
    """Have workers draw what nobody draws, because one was killed or never told; how many."""
    late = Dispute.objects.to_be_packed().filter(packing_since__lt=Now() - PATIENCE)
    forgotten = list(late.values_list("pk", flat=True))
    for dispute_id in forgotten:
        draw_packet.delay_on_commit(dispute_id)
    return len(forgotten)


@shared_task(base=PracticeTask, expires=3600)
def watch_disputes() -> None:
    """Tell the practice of deadlines that come near and of what carriers are late with."""
    with timezone.override(Practice.current().time_zone):
        watch(timezone.localdate())


@shared_task(base=PracticeTask, in_one_transaction=False, expires=120)
def match_new_credits() -> int:
    """Match what bills credited since the last look; how many matches are new."""
    with acting_as("worker", clients=ALL):
        waiting = due.waiting()
    return sum(_matched(client_id, seen) for client_id, seen in waiting.items())


def _matched(client_id: int, seen: due.Seen) -> int:
    with acting_as("worker", clients=[client_id]):
        return due.look(client_id, seen)
