"""Handing in a week: what is unusual about it, submitting it, taking it back."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from clients.people.activity import record
from clients.people.models import Client, User
from clients.work.holding import hold_people
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib.refusal import Refused
from retainer.lib.weeks import days_of

#: More than this in a day or a week is worth a second look.
LONG_DAY, LONG_WEEK = Decimal(10), Decimal(50)
WORKDAYS = 5


class SubmitRefused(Refused):
    """There is nothing to hand in, or nothing to take back."""


def remarks(entries: Iterable[WorkEntry], monday: date, today: date) -> list[str]:
    """What somebody might look at again before they hand in a week."""
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[entry.worked_on] += entry.hours
    empty = [day for day in days_of(monday)[:WORKDAYS] if day <= today and not sums.get(day)]
    said = []
    if empty:
        said.append(f"No time on {', '.join(f'{day:%A}' for day in empty)}.")
    said += [
        f"{written.hours(hours)} on {day:%A}." for day, hours in sorted(sums.items())
        if hours > LONG_DAY
    ]  # fmt: skip
    if (total := sum(sums.values(), Decimal(0))) > LONG_WEEK:
        said.append(f"{written.hours(total)} in the week.")
    return said


@transaction.atomic
def submit_week(*, consultant: User, monday: date) -> Decimal:
    """Hand in the drafts of a week; returns their hours."""
    drafts = _of_week(consultant, monday, WorkEntry.State.DRAFT)
    if not drafts:
        raise SubmitRefused("Nothing of this week waits to be submitted.")
    WorkEntry.objects.filter(pk__in=[entry.pk for entry in drafts]).update(
        state=WorkEntry.State.SUBMITTED, submitted_at=timezone.now()
    )
    _record("submitted", drafts, consultant, monday)
    return sum((entry.hours for entry in drafts), Decimal(0))


@transaction.atomic
def take_back_week(*, consultant: User, monday: date) -> Decimal:
    """Make drafts again of what was handed in and is not approved; returns their hours."""
    waiting = _of_week(consultant, monday, WorkEntry.State.SUBMITTED)
    if not waiting:
        raise SubmitRefused("Nothing of this week waits for approval any more.")
    WorkEntry.objects.filter(pk__in=[entry.pk for entry in waiting]).update(
        state=WorkEntry.State.DRAFT, submitted_at=None
    )
    _record("taken back", waiting, consultant, monday)
    return sum((entry.hours for entry in waiting), Decimal(0))


def _of_week(consultant: User, monday: date, state: str) -> list[WorkEntry]:
    hold_people([consultant.pk])
    entries: QuerySet = WorkEntry.objects.visible_to(consultant).filter(
        consultant=consultant, state=state, worked_on__range=(monday, days_of(monday)[-1])
    )
    return list(entries.select_for_update(of=("self",)).select_related("client").order_by("pk"))


def _record(deed: str, entries: list[WorkEntry], consultant: User, monday: date) -> None:
    sums: dict[Client, Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[entry.client] += entry.hours
    for client, hours in sums.items():
        record(
            f"week.{deed.replace(' ', '_')}",
            f"{consultant}: {written.hours(hours)} of the week of {written.day(monday)}, {deed}",
            actor=consultant,
            client=client,
        )
