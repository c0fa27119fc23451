"""What was typed into the week grid, cell by cell or the whole of it."""

from collections.abc import Mapping
from decimal import Decimal

from clients.agreements.models import Project
from clients.people.models import User
from clients.work.cells import Kept, keep_cell
from clients.work.grid import Cell, shared_text, written_sum
from clients.work.hours import read_hours, write_hours
from clients.work.models import WorkEntry
from clients.work.rules import WorkRefused
from clients.work.week import Grid
from retainer.lib.weeks import days_of, monday_of

LONGEST = WorkEntry._meta.get_field("text").max_length


def typed_hours(text: str) -> Decimal | None:
    """The hours somebody typed; none for an empty cell or a nought."""
    if not text.strip():
        return None
    hours = read_hours(text)
    if hours is None:
        raise WorkRefused("Write the hours as 1.5, 1:30, 1h30 or 90m.", field="hours")
    return hours or None


def keep_one(*, person: User, cell: Cell, project: Project, typed: Mapping[str, str]) -> Kept:
    """Keep what was typed into one cell, as its person saw it."""
    return keep_cell(
        consultant=person,
        project=project,
        mode=cell.place.mode,
        day=cell.day,
        hours=typed_hours(typed.get("hours", "")),
        text=typed.get("text", "").strip()[:LONGEST],
        seen=typed.get("seen", ""),
    )


def keep_all(grid: Grid, typed: Mapping[str, str]) -> int:
    """Keep every cell that was typed over; those that cannot be kept say why. For whoever has
    no script; returns how many were kept."""
    kept = 0
    for row in grid.rows:
        for cell in row.cells:
            said = typed.get(cell.name, cell.value).strip()
            if cell.locked or said == cell.value:
                continue
            text = cell.text or row.text or typed.get("text", "")
            each = {"hours": said, "text": text, "seen": cell.seen}
            try:
                keep_one(person=grid.person, cell=cell, project=row.project, typed=each)
            except WorkRefused as refusal:
                cell.typed, cell.error = said, refusal.sentence
            else:
                kept += 1
    return kept


def around(person: User, cell: Cell) -> dict[str, str]:
    """What stands around a cell: the sums it counts in - its row's, its day's, its week's -
    and the text that new hours in its row take."""
    days = days_of(monday_of(cell.day))
    own = WorkEntry.objects.visible_to(person).filter(
        consultant=person, worked_on__range=(days[0], days[-1])
    )
    row = day = week = Decimal(0)
    texts = set()
    for project, mode, worked_on, hours, text in own.values_list(
        "project__public_id", "mode", "worked_on", "hours", "text"
    ):
        week += hours
        day += hours if worked_on == cell.day else 0
        if (project, mode) == cell.place:
            row += hours
            texts.add(text)
    return {
        "row": written_sum(row),
        "day": written_sum(day),
        "week": write_hours(week),
        "row_text": shared_text(texts),
    }
