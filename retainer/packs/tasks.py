"""What workers do about packs."""

from celery import shared_task

from retainer.lib.tasks import PracticeTask
from retainer.packs import drawing


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_pack(pack_id: int) -> None:
    """Draw the PDF of a pack; harmless when it is there."""
    drawing.draw_pack(pack_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_packs() -> int:
    """Have workers draw what nobody draws; how many."""
    forgotten = drawing.forgotten()
    for pack_id in forgotten:
        draw_pack.delay_on_commit(pack_id)
    return len(forgotten)
