"""What the clock does about contracts."""

from celery import shared_task
from django.utils import timezone

from clients.contracts.alerts import watch
from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, expires=3600)
def watch_contracts() -> int:
    """Tell of notice that is due soon, by the practice's calendar; how many contracts take it."""
    with timezone.override(Practice.current().time_zone):
        return watch(timezone.localdate())
