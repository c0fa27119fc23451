"""What workers do about renewal packs."""

from celery import shared_task

from billing_audit.renewal import drawing
from billing_audit.renewal.models import RenewalPack
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_pack(pack_id: int) -> None:
    """Draw the PDF of a draft; harmless when it is there."""
    drawing.draw_pack(pack_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_renewals() -> int:
    """Have workers draw what nobody draws, because one was killed or never told; how many."""
    forgotten = list(RenewalPack.objects.forgotten().values_list("pk", flat=True))
    for pack_id in forgotten:
        draw_pack.delay_on_commit(pack_id)
    return len(forgotten)
