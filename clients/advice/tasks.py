"""What the clock does about recommendations."""

from celery import shared_task
from django.utils import timezone

from clients.advice import services
from clients.advice.telling import remind
from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, expires=3600)
def bring_back_deferred() -> int:
    """Ask again about what was put off until today, by the practice's calendar; how many."""
    with timezone.override(Practice.current().time_zone):
        return services.bring_back(today=timezone.localdate())


@shared_task(base=PracticeTask, expires=3600)
def remind_of_decisions() -> None:
    """Remind those who may decide of what is due soon, by the practice's calendar."""
    with timezone.override(Practice.current().time_zone):
        remind(timezone.localdate())
