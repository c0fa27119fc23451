"""What workers do about files of usage."""

from celery import shared_task

from billing_audit.usage import processing
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False)
def load_usage_file(usage_file_id: int) -> None:
    """Load a file that waits; harmless when it is loaded, or another worker is at it."""
    processing.process(usage_file_id)


@shared_task(base=PracticeTask, expires=60)
def find_lost_usage() -> int:
    """Have workers take up the files that nobody works on; how many there were."""
    lost = processing.lost()
    for usage_file_id in lost:
        load_usage_file.delay_on_commit(usage_file_id)
    return len(lost)
