"""What the clock does about committees."""

from celery import shared_task
from django.utils import timezone

from clients.committees import actions, meetings
from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, expires=3600)
def watch_committees() -> int:
    """Plan the meetings that cadences ask for, and tell owners of actions; how many planned."""
    with timezone.override(Practice.current().time_zone):
        planned = meetings.plan_missing()
        actions.tell_of_due(today=timezone.localdate())
    return planned
