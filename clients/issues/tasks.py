"""What the clock does about issues."""

from celery import shared_task
from django.utils import timezone

from clients.issues import services
from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, expires=300)
def escalate_issues() -> int:
    """Move up what nobody answered in time, with moments in the practice's zone; how many."""
    now = timezone.now()
    with timezone.override(Practice.current().time_zone):
        moved = services.escalate_unanswered(now=now)
        services.tell_of_silent_executives(now=now)
    return moved
