"""What is done with time in the book, each deed on record."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from clients.agreements.models import Project
from clients.people.activity import record
from clients.people.models import User
from clients.work.models import Mode, WorkEntry
from clients.work.rules import (
    WorkRefused,
    hold,
    refuse_change_by,
    refuse_closed,
    refuse_what_cannot_be,
)
from retainer.lib import format as written

__all__ = ["WorkRefused", "change_entry", "delete_entry", "log_work"]

NONE = Decimal(0)


@transaction.atomic
def log_work(
    *,
    project: Project,
    consultant: User,
    worked_on: date,
    hours: Decimal,
    text: str,
    mode: str = Mode.ADVISE,
    unbilled: Decimal = NONE,
    reference: str = "",
    origin: str = "",
    source_key: str = "",
) -> WorkEntry:
    """Enter time somebody spent; raises ``WorkRefused`` when the book cannot take it."""
    entry = WorkEntry(
        client=project.client,
        project=project,
        consultant=consultant,
        worked_on=worked_on,
        hours=hours,
        text=text,
        mode=mode,
        unbilled=unbilled,
        reference=reference,
        origin=origin,
        source_key=source_key,
    )
    refuse_what_cannot_be(entry)
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
    mode: str | None = None,
    unbilled: Decimal | None = None,
    reference: str | None = None,
) -> WorkEntry:
    """Correct an entry; the rules for a new one hold again. What is not given stays."""
    before = f"{written.hours(entry.hours)} on {entry.project}, {written.day(entry.worked_on)}"
    hold(entry, project)
    refuse_change_by(entry, changed_by)
    refuse_closed(entry.project)
    entry.client, entry.project = project.client, project
    entry.worked_on, entry.hours, entry.text = worked_on, hours, text
    entry.mode = entry.mode if mode is None else mode
    entry.unbilled = entry.unbilled if unbilled is None else unbilled
    entry.reference = entry.reference if reference is None else reference
    refuse_what_cannot_be(entry)
    entry.save()
    _record("changed", entry, by=changed_by, before=before)
    return entry


@transaction.atomic
def delete_entry(*, entry: WorkEntry, deleted_by: User) -> None:
    """Take an entry out of the book; what it said stays on record."""
    hold(entry)
    refuse_change_by(entry, deleted_by)
    refuse_closed(entry.project)
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
