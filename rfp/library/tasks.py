"""What the clock does about the library."""

from celery import shared_task
from django.utils import timezone

from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask
from rfp.library.watch import watch


@shared_task(base=PracticeTask, expires=3600)
def watch_library() -> int:
    """Tell owners of parts to be read again, by the practice's calendar; how many those are."""
    with timezone.override(Practice.current().time_zone):
        return watch(timezone.localdate())
