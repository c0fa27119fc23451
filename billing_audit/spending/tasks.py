"""What the clock does about spend."""

from celery import shared_task
from django.utils import timezone

from billing_audit.spending.watching import watch
from clients.people.models import Practice
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, expires=3600)
def watch_budgets() -> None:
    """Tell of months above their budgets, by the practice's calendar."""
    with timezone.override(Practice.current().time_zone):
        watch(timezone.localdate())
