"""What the week grid is made of: rows for a project and a mode, with a cell for each day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from clients.agreements.models import Project
from clients.work.hours import write_hours
from clients.work.models import Mode, WorkEntry
from retainer.lib import format as written

NONE = Decimal(0)
SATURDAY = 5


def written_sum(hours: Decimal) -> str:
    """A sum of the grid; nothing where there is nothing, so that work stands out."""
    return write_hours(hours) if hours else ""


def shared_text(texts: Iterable[str]) -> str:
    """What all of these say; nothing where they differ, so that nobody's words are guessed."""
    different = set(texts)
    return different.pop() if len(different) == 1 else ""


class Place(NamedTuple):
    """What a row stands for."""

    project: UUID
    mode: str

    def __str__(self) -> str:
        return f"{self.project}.{self.mode}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The row an address or a field names; ``None`` for anything else."""
        project, _, mode = text.partition(".")
        try:
            return cls(UUID(project), Mode(mode).value)
        except ValueError:
            return None


@dataclass
class Cell:
    """One day of a row; ``locked`` says why its hours cannot be typed over."""

    day: date
    place: Place
    entries: tuple[WorkEntry, ...] = ()
    locked: str = ""
    shown: bool = True
    #: What somebody typed that could not be kept, and why.
    typed: str = ""
    error: str = ""

    @property
    def hours(self) -> Decimal:
        return sum((entry.hours for entry in self.entries), NONE)

    @property
    def value(self) -> str:
        return write_hours(self.hours) if self.entries else ""

    @property
    def name(self) -> str:
        return f"{self.place}.{self.day.isoformat()}"

    @property
    def is_rest(self) -> bool:
        return self.day.weekday() >= SATURDAY

    @property
    def label(self) -> str:
        return f"{self.day:%A} {written.day(self.day)}"

    @property
    def text(self) -> str:
        return self.entries[0].text if len(self.entries) == 1 else ""

    @property
    def sent_back(self) -> str:
        """Why its draft came back, in the words of whoever sent it."""
        drafts = [entry for entry in self.entries if entry.state == WorkEntry.State.DRAFT]
        remarks = [r for entry in drafts for r in entry.remarks.all() if r.is_internal]
        return f"{remarks[-1].written_by}: {remarks[-1].text}" if remarks else ""

    @property
    def seen(self) -> str:
        """The entry a typed figure would change; empty where it makes one."""
        return str(self.entries[0].public_id) if len(self.entries) == 1 else ""

    @property
    def is_many(self) -> bool:
        return len(self.entries) > 1

    @property
    def state(self) -> str:
        """The state that holds of all its entries, when there is one."""
        states = {entry.state for entry in self.entries}
        return states.pop() if len(states) == 1 else ""


@dataclass(frozen=True)
class Row:
    project: Project
    mode: Mode
    #: What new hours in this row say, unless something else is written: what all the others say.
    text: str
    cells: list[Cell]

    @property
    def place(self) -> Place:
        return Place(self.project.public_id, self.mode.value)

    @property
    def sum(self) -> str:
        return written_sum(sum((cell.hours for cell in self.cells), NONE))


@dataclass(frozen=True)
class Day:
    day: date
    hours: Decimal
    is_today: bool
    shown: bool

    @property
    def sum(self) -> str:
        return written_sum(self.hours)

    @property
    def is_weekend(self) -> bool:
        return self.day.weekday() >= SATURDAY
