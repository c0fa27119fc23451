"""What workers do about bill files."""

from celery import shared_task

from billing_audit.bills import processing
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False)
def import_bill_file(bill_file_id: int) -> None:
    """Load a file that waits; harmless when it is loaded, or another worker is at it."""
    processing.process(bill_file_id)


@shared_task(base=PracticeTask, expires=60)
def find_lost_imports() -> int:
    """Have workers take up the files that nobody works on; how many there were."""
    lost = processing.lost()
    for bill_file_id in lost:
        import_bill_file.delay_on_commit(bill_file_id)
    return len(lost)
