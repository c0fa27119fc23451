"""What workers do about renewal packs."""

from celery import shared_task

from billing_audit.renewal import drawing
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_pack(pack_id: int) -> None:
    """Draw the PDF of a draft; harmless when it is there."""
    drawing.draw_pack(pack_id)
