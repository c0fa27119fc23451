"""What workers do about addenda: draw their paper."""

from celery import shared_task

from retainer.lib.tasks import PracticeTask
from rfp.addenda import drawing
from rfp.addenda.models import Addendum


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_addendum(addendum_id: int) -> None:
    """Draw the paper; harmless when it is there."""
    drawing.draw_addendum(addendum_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_addenda() -> int:
    """Have workers draw what nobody draws, because one was killed or never told; how many."""
    forgotten = list(Addendum.objects.forgotten().values_list("pk", flat=True))
    for addendum_id in forgotten:
        draw_addendum.delay_on_commit(addendum_id)
    return len(forgotten)
