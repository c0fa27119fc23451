"""What workers do about exports."""

from celery import shared_task

from retainer.exporting import keeping
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False)
def pack_export(export_id: int) -> None:
    """Pack everything a client owns; harmless when it is done."""
    keeping.pack_export(export_id)
