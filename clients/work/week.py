"""Somebody's week as a grid: a row for each project and mode, a cell for each day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from clients.agreements.models import Project, RetainerAgreement
from clients.people.models import User
from clients.work.grid import NONE, Cell, Day, Place, Row, shared_text
from clients.work.hours import write_hours
from clients.work.models import Mode, WorkEntry
from retainer.lib import format as written
from retainer.lib.months import month_of
from retainer.lib.weeks import WEEK, days_of, week_name


@dataclass
class Grid:
    """A week of one person; ``shown`` is the day that a phone shows."""

    person: User
    monday: date
    shown: date
    wanted: Iterable[Place] = ()
    #: Whether the rows of the week before stand here too; an empty week has them anyhow.
    with_last: bool = False
    rows: list[Row] = field(init=False)
    days: list[Day] = field(init=False)
    last_places: set[Place] = field(init=False)

    def __post_init__(self) -> None:
        self.today = timezone.localdate()
        here, before = self._entries()
        self.entries = [entry for cell in here.values() for entry in cell]
        self.last_hours = sum((entry.hours for cell in before.values() for entry in cell), NONE)
        places = {place for place, _ in here}
        self.last_places = {place for place, _ in before}
        if self.with_last or not places:
            places |= self.last_places
        places |= set(self.wanted)
        self.rows = self._rows(places, here, before)
        sums: dict[date, Decimal] = defaultdict(Decimal)
        for entry in self.entries:
            sums[entry.worked_on] += entry.hours
        self.days = [
            Day(day, sums[day], day == self.today, day == self.shown)
            for day in days_of(self.monday)
        ]

    def _entries(self) -> tuple[dict, dict]:
        """The entries of this week and of the one before, by row and day."""
        own = WorkEntry.objects.visible_to(self.person).filter(
            consultant=self.person,
            worked_on__range=(self.monday - WEEK, days_of(self.monday)[-1]),
        )
        here: dict[tuple[Place, date], list[WorkEntry]] = defaultdict(list)
        before: dict[tuple[Place, date], list[WorkEntry]] = defaultdict(list)
        for entry in (
            own.select_related("project", "client")
            .prefetch_related("remarks__written_by")
            .order_by("worked_on", "pk")
        ):
            place = Place(entry.project.public_id, entry.mode)
            week = here if entry.worked_on >= self.monday else before
            week[place, entry.worked_on].append(entry)
        return here, before

    def _rows(self, places: set[Place], here: dict, before: dict) -> list[Row]:
        projects = {
            project.public_id: project
            for project in Project.objects.visible_to(self.person)
            .filter(public_id__in=[place.project for place in places])
            .select_related("client", "agreement")
        }
        closed = self._closed_months(projects.values())
        rows = []
        for place in places:
            project = projects.get(place.project)
            if project is None:
                continue
            cells = [
                self._cell(project, place, day, tuple(here.get((place, day), ())), closed)
                for day in days_of(self.monday)
            ]
            # Anything open to typing, or something to show; a closed project is no empty row.
            if project.state == Project.State.OPEN or any(cell.entries for cell in cells):
                rows.append(Row(project, Mode(place.mode), _said_text(place, here, before), cells))
        return sorted(rows, key=lambda row: (row.project.client.name, row.project.name, row.mode))

    def _closed_months(self, projects: Iterable[Project]) -> set[tuple[int, date]]:
        months = {month_of(day) for day in days_of(self.monday)}
        agreements = RetainerAgreement.objects.filter(
            pk__in={project.agreement_id for project in projects}, statements__month__in=months
        )
        return set(agreements.values_list("pk", "statements__month"))

    def _cell(
        self,
        project: Project,
        place: Place,
        day: date,
        entries: tuple[WorkEntry, ...],
        closed: set[tuple[int, date]],
    ) -> Cell:
        locked = ""
        if len(entries) > 1:
            locked = f"{len(entries)} entries; their sum changes through them."
        elif entries and not entries[0].is_open:
            locked = f"{entries[0].get_state_display()}. A principal can send it back."
        elif (project.agreement_id, month_of(day)) in closed:
            locked = f"{written.month(day)} is closed for {project.client}."
        elif project.state != Project.State.OPEN:
            locked = f"{project} is closed."
        elif not project.agreement.holds_on(day):
            locked = f"Outside the agreement with {project.client}."
        elif day > self.today:
            locked = "That day has not come yet."
        return Cell(day, place, entries, locked, day == self.shown)

    @property
    def name(self) -> str:
        return week_name(self.monday)

    @property
    def before(self) -> date:
        return self.monday - WEEK

    @property
    def after(self) -> date:
        return self.monday + WEEK

    @property
    def hours(self) -> Decimal:
        return sum((day.hours for day in self.days), NONE)

    @property
    def sum(self) -> str:
        return write_hours(self.hours)

    @property
    def by_state(self) -> dict[str, Decimal]:
        """Hours of each state in the week."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for entry in self.entries:
            sums[entry.state] += entry.hours
        return dict(sums)

    def find(self, name: str) -> Cell | None:
        """The cell of that name."""
        return next((cell for row in self.rows for cell in row.cells if cell.name == name), None)

    @property
    def other_places(self) -> set[Place]:
        """Rows of the week before that are not here."""
        return self.last_places - {row.place for row in self.rows}


def _said_text(place: Place, here: dict, before: dict) -> str:
    """What the row's entries say alike; those of the week before where this week has none."""
    for week in (here, before):
        entries = [entry for (where, _), cell in week.items() if where == place for entry in cell]
        if entries:
            return shared_text(entry.text for entry in entries)
    return ""
