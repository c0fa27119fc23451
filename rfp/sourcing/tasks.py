"""What the clock does about sourcing."""

from celery import shared_task
from django.utils import timezone

from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask
from rfp.sourcing import declaring, telling


@shared_task(base=PracticeTask, expires=3600)
def watch_sourcing() -> None:
    """Remind of decisions, results and declarations that are due, by the practice's calendar."""
    with timezone.override(Practice.current().time_zone):
        telling.remind(timezone.localdate())
        telling.remind_of_targets(timezone.localdate())
        declaring.remind(timezone.localdate())
