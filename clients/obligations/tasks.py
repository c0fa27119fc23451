"""What the clock does about obligations."""

from celery import shared_task
from django.utils import timezone

from clients.obligations.watch import watch
from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, expires=3600)
def watch_obligations() -> int:
    """Tell of what is overdue, by the practice's calendar; how much that is."""
    with timezone.override(Practice.current().time_zone):
        return watch(timezone.localdate())
