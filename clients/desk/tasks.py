"""What the clock does about questions."""

from celery import shared_task
from django.utils import timezone

from clients.desk.pulses import ask
from clients.desk.telling import watch
from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, expires=300)
def watch_questions() -> None:
    """Remind us of words due soon, and tell the principals of late ones."""
    with timezone.override(Practice.current().time_zone):
        watch(timezone.now())


@shared_task(base=PracticeTask, expires=3600)
def ask_for_pulses() -> None:
    """Ask about settled issues and the quarter that ended, by the practice's calendar."""
    with timezone.override(Practice.current().time_zone):
        ask(timezone.now())
