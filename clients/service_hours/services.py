"""Changing when the practice is there."""

from datetime import date

from django.db import transaction

from clients.people.activity import record
from clients.people.models import User
from clients.service_hours.models import ClosedDay, ServiceHours


@transaction.atomic
def change_hours(*, hours: ServiceHours, closed: dict[date, str], changed_by: User) -> None:
    """Keep the hours, and these days closed instead of those that were.

    What was promised keeps the moment it was promised for.
    """
    hours.save()
    ClosedDay.objects.exclude(day__in=closed).delete()
    ClosedDay.objects.bulk_create(
        [ClosedDay(day=day, name=name) for day, name in closed.items()],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["name"],
    )
    record("practice.hours", f"The service hours became {hours}, {hours.days}", actor=changed_by)
