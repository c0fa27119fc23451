"""What workers do about retainers."""

from celery import shared_task
from django.utils import timezone

from clients.retainers import opening
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, expires=3600)
def open_months() -> int:
    """Grant the month that has begun to every retainer; how many hold."""
    return opening.open_months(timezone.localdate())
