"""What workers do about what arrives."""

from celery import shared_task

from billing_audit.inbox import collecting, keeping
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False, expires=60)
def collect_bills() -> None:
    """Look into the mailbox and the drop folder, where they are named."""
    collecting.collect()


@shared_task(base=PracticeTask, expires=600)
def forget_old_arrivals() -> int:
    """Drop what was decided about long ago."""
    return keeping.forget_old()
