"""What workers do about exports."""

from celery import shared_task

from retainer.exporting import keeping
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False)
def pack_export(export_id: int) -> None:
    """Pack everything a client owns; harmless when it is done."""
    keeping.pack_export(export_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_exports() -> int:
    """Have workers pack what nobody packs; how many."""
    forgotten = keeping.forgotten()
    for export_id in forgotten:
        pack_export.delay_on_commit(export_id)
    return len(forgotten)
