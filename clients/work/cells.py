"""What is done with the cells of the week grid: hours typed into one, a week copied."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from clients.agreements.models import Project
from clients.people.models import User
from clients.work.holding import hold_people, share_months
from clients.work.models import WorkEntry
from clients.work.rules import (
    WorkRefused,
    hold,
    refuse_a_day_to_come,
    refuse_change_by,
    refuse_to_part_from_remarks,
    refuse_what_cannot_be,
)
from clients.work.services import change_entry, log_work
from clients.work.undo import images, keep
from retainer.lib import format as written
from retainer.lib.weeks import WEEK, days_of


@dataclass(frozen=True)
class Kept:
    """What a cell holds after it was kept; ``act`` takes back a deletion."""

    entry: WorkEntry | None
    act: UUID | None = None


@dataclass(frozen=True)
class Copied:
    """What of last week was copied, and why the rest was not."""

    act: UUID | None
    number: int
    hours: Decimal
    refusals: tuple[str, ...]


@transaction.atomic
def keep_cell(
    *,
    consultant: User,
    project: Project,
    mode: str,
    day: date,
    hours: Decimal | None,
    text: str,
    seen: str,
) -> Kept:
    """Let a cell hold these hours: log, correct, or delete when there are none.

    ``seen`` is the entry the person had before their eyes; when another stands there
    by now, nothing is overwritten.
    """
    entry = _entry_in(consultant, project, mode, day)
    if str(entry.public_id if entry else "") != seen:
        raise WorkRefused("This cell changed meanwhile. Load the page again.", field="hours")
    if entry is not None:
        hold(entry)
        refuse_change_by(entry, consultant)
        if not hours:
            return Kept(None, _delete(entry, consultant))
        changed = change_entry(
            entry=entry,
            project=project,
            worked_on=day,
            hours=hours,
            text=text or entry.text,
            changed_by=consultant,
        )
        return Kept(changed)
    if not hours:
        return Kept(None)
    refuse_a_day_to_come(day)
    if not text:
        raise WorkRefused("Say what was done.", field="text")
    logged = log_work(
        project=project, consultant=consultant, worked_on=day, hours=hours, text=text, mode=mode
    )
    return Kept(logged)


def _entry_in(consultant: User, project: Project, mode: str, day: date) -> WorkEntry | None:
    share_months([project.agreement_id])
    # Two windows at once would each find the cell empty.
    hold_people([consultant.pk])
    entries = WorkEntry.objects.filter(
        consultant=consultant, project=project, mode=mode, worked_on=day
    ).select_related("project__agreement", "client", "consultant")
    found = list(entries[:2])
    if len(found) > 1:
        raise WorkRefused(
            "Several entries stand in this cell. Its sum changes through them.", field="hours"
        )
    return found[0] if found else None


def _delete(entry: WorkEntry, by: User) -> UUID:
    refuse_what_cannot_be(entry)
    refuse_to_part_from_remarks(entry)
    before = images([entry.pk])
    sentence = f"{written.hours(entry.hours)} on {entry.project}, {written.day(entry.worked_on)}"
    entry.delete()
    return keep(before=before, after={}, sentence=f"{sentence}, deleted", done_by=by)


@transaction.atomic
def copy_last_week(*, consultant: User, monday: date) -> Copied:
    """Log last week's hours again, where this week's cells are empty and can take them."""
    own = WorkEntry.objects.visible_to(consultant).filter(consultant=consultant)
    first = monday - WEEK
    week = own.filter(worked_on__range=(first, days_of(first)[-1])).order_by("worked_on", "pk")
    here = own.filter(worked_on__range=(monday, days_of(monday)[-1]))
    share_months(week.values_list("project__agreement", flat=True))
    hold_people([consultant.pk])
    taken = set(here.values_list("project", "mode", "worked_on"))
    made: list[WorkEntry] = []
    refusals: list[str] = []
    for last in week.select_related("project__agreement", "client"):
        day = last.worked_on + WEEK
        if (last.project_id, last.mode, day) in taken:
            continue
        entry = WorkEntry(
            client=last.client, project=last.project, consultant=consultant, worked_on=day,
            hours=last.hours, unbilled=last.unbilled, text=last.text, mode=last.mode,
        )  # fmt: skip
        try:
            refuse_a_day_to_come(day)
            refuse_what_cannot_be(entry)
        except WorkRefused as refusal:
            refusals.append(refusal.sentence)
            continue
        entry.save()
        made.append(entry)
    hours = sum((entry.hours for entry in made), Decimal(0))
    act = None
    if made:
        what = f"{written.count(len(made), 'entry,entries')}, {written.hours(hours)}"
        act = keep(
            before={},
            after=images(entry.pk for entry in made),
            sentence=f"{what}, copied from the week of {written.day(first)}",
            done_by=consultant,
        )
    # The same reason for many days is one reason.
    return Copied(act, len(made), hours, tuple(dict.fromkeys(refusals)))
