"""What is done with time in the book, each deed on record."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from clients.agreements.models import Project
from clients.people.activity import record
from clients.people.models import User
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib.refusal import Refused

DAY = Decimal(24)


class WorkRefused(Refused):
    """The book does not take this; ``field`` is what the person should look at again."""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence, reason=field)
        self.field = field


@transaction.atomic
def log_work(
    *, project: Project, consultant: User, worked_on: date, hours: Decimal, text: str
) -> WorkEntry:
    """Enter time somebody spent; raises ``WorkRefused`` when the book cannot take it."""
    entry = WorkEntry(
        client=project.client,
        project=project,
        consultant=consultant,
        worked_on=worked_on,
        hours=hours,
        text=text,
    )
    _refuse_what_cannot_be(entry)
    entry.save()
    _record("logged", entry, by=consultant)
    return entry


@transaction.atomic
def change_entry(
    *,
    entry: WorkEntry,
    project: Project,
    worked_on: date,
    hours: Decimal,
    text: str,
    changed_by: User,
) -> WorkEntry:
    """Correct an entry; the rules for a new one hold again."""
    before = f"{written.hours(entry.hours)} on {entry.project}, {written.day(entry.worked_on)}"
    _refuse_closed(entry.project)
    entry.client, entry.project = project.client, project
    entry.worked_on, entry.hours, entry.text = worked_on, hours, text
    _refuse_what_cannot_be(entry)
    entry.save()
    _record("changed", entry, by=changed_by, before=before)
    return entry


@transaction.atomic
def delete_entry(*, entry: WorkEntry, deleted_by: User) -> None:
    """Take an entry out of the book; what it said stays on record."""
    _refuse_closed(entry.project)
    _record("deleted", entry, by=deleted_by, text=entry.text)
    entry.delete()


def _record(deed: str, entry: WorkEntry, *, by: User, **data: str) -> None:
    spent = f"{written.hours(entry.hours)} on {entry.project}, {written.day(entry.worked_on)}"
    record(
        f"work.{deed}",
        f"{entry.consultant}: {spent}" + (f", {deed}" if deed != "logged" else ""),
        actor=by,
        client=entry.client,
        subject=entry,
        **data,
    )


def _refuse_what_cannot_be(entry: WorkEntry) -> None:
    _refuse_closed(entry.project)
    agreement = entry.project.agreement
    if not agreement.holds_on(entry.worked_on):
        held = written.period(agreement.starts_on, agreement.ends_on)
        raise WorkRefused(
            f"{written.day(entry.worked_on)} lies outside the agreement with {entry.client} "
            f"({held}). Correct the date, or choose a project of another agreement.",
            field="worked_on",
        )
    # Two entries at once would each see the day without the other.
    consultant = User.objects.select_for_update().get(pk=entry.consultant_id)
    others = WorkEntry.objects.filter(consultant=consultant, worked_on=entry.worked_on)
    logged = others.exclude(pk=entry.pk).aggregate(hours=Sum("hours"))["hours"] or Decimal(0)
    if logged + entry.hours > DAY:
        raise WorkRefused(
            f"{consultant} has {written.hours(logged)} on {written.day(entry.worked_on)} already; "
            f"with these it would be {written.hours(logged + entry.hours)}, and a day has 24.",
            field="hours",
        )


def _refuse_closed(project: Project) -> None:
    if project.state != Project.State.OPEN:
        raise WorkRefused(
            f"{project} is closed. Open it again, or choose another project.", field="project"
        )
