"""What taking a file over would do: new, there already, changed, refused; and what to ask first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from clients.agreements.models import Project
from clients.moving.layouts import Layout
from clients.moving.models import PersonAlias, ProjectAlias
from clients.moving.reading import Export, Fault, Row
from clients.people.models import User
from clients.retainers.models import Statement
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib.months import month_of

DAY = Decimal(24)


@dataclass(frozen=True)
class Placed:
    """A row with the project and person it belongs to, and the entry it became earlier."""

    row: Row
    project: Project
    person: User
    entry: WorkEntry | None = None

    @property
    def unbilled(self) -> Decimal:
        return Decimal(0) if self.row.is_billable else self.row.hours


@dataclass
class Plan:
    """The differences between a file and the book."""

    new: list[Placed] = field(default_factory=list)
    same: list[Placed] = field(default_factory=list)
    changed: list[Placed] = field(default_factory=list)
    left_out: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    #: Projects (client and name) and people nobody told us about yet, with their rows.
    projects: dict[tuple[str, str], int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    @property
    def has_questions(self) -> bool:
        return bool(self.projects or self.people)

    @property
    def can_be_taken_over(self) -> bool:
        return bool(self.new or self.changed) and not (self.faults or self.has_questions)

    @property
    def hours(self) -> Decimal:
        return sum((placed.row.hours for placed in self.new), Decimal(0))


class Planner:
    """Compares a file with the book, reading each table once."""

    def __init__(self, layout: Layout, export: Export) -> None:
        self.export, self.plan = export, Plan(faults=list(export.faults))
        system = layout.system
        projects = list(Project.objects.select_related("agreement", "client"))
        self._projects = {(_same(p.client.name), _same(p.name)): p for p in projects}
        by_pk = {project.pk: project for project in projects}
        self._aliases = {
            (alias.their_client, alias.their_project): by_pk.get(alias.project_id)
            for alias in ProjectAlias.objects.filter(system=system)
        }
        people = list(User.objects.exclude(kind=User.Kind.CLIENT))
        self._people = {_same(person.name): person for person in people}
        self._people |= {person.email.lower(): person for person in people}
        known = PersonAlias.objects.filter(system=system).select_related("person")
        self._people_aliases = {alias.their_name: alias.person for alias in known}
        keys = [row.key for row in export.rows]
        self._entries = {
            (entry.client_id, entry.source_key): entry
            for entry in WorkEntry.objects.filter(source_key__in=keys)
        }
        self._closed = set(Statement.objects.values_list("agreement", "month"))

    def planned(self) -> Plan:
        for row in self.export.rows:
            self._place(row)
        self._refuse_full_days()
        return self.plan

    def _place(self, row: Row) -> None:
        plan, place = self.plan, (row.client, row.project)
        if place in self._aliases:
            project = self._aliases[place]
            if project is None:
                plan.left_out.append(row)
                return
        else:
            project = self._projects.get((_same(row.client), _same(row.project)))
        person = self._person(row)
        if project is None:
            plan.projects[place] = plan.projects.get(place, 0) + 1
        if person is None:
            called = row.person or row.email
            plan.people[called] = plan.people.get(called, 0) + 1
        if project is None or person is None:
            return
        entry = self._entries.get((project.client_id, row.key))
        placed = Placed(row, project, person, entry)
        if entry and _figures(entry) == (row.day, row.hours, placed.unbilled):
            plan.same.append(placed)
        elif reason := self._refused(placed):
            plan.faults.append(reason)
        else:
            (plan.changed if entry else plan.new).append(placed)

    def _person(self, row: Row) -> User | None:
        alias = self._people_aliases.get(row.person or row.email)
        return alias or self._people.get(row.email) or self._people.get(_same(row.person))

    def _refused(self, placed: Placed) -> Fault | None:
        """Why the book cannot take a row."""
        row, agreement = placed.row, placed.project.agreement
        said = written.day(row.day)
        if row.day > timezone.localdate():
            return Fault(row.line, "Date", said, "This day has not come yet.")
        if not agreement.holds_on(row.day):
            held = written.period(agreement.starts_on, agreement.ends_on)
            return Fault(row.line, "Date", said, f"It lies outside {agreement} ({held}).")
        if (agreement.pk, month_of(row.day)) in self._closed:
            month = written.month(row.day)
            return Fault(row.line, "Date", said, f"{month} is closed and stays as it was.")
        if placed.entry and not placed.entry.is_open:
            state = placed.entry.get_state_display().lower()
            reason = f"It was taken over with {written.hours(placed.entry.hours)} and is {state}."
            return Fault(
                row.line, "Hours", written.hours(row.hours), f"{reason} Send it back first."
            )
        return None

    def _refuse_full_days(self) -> None:
        """No day of anybody has more than 24 hours, with what the book holds already."""
        taken: dict[tuple[int, date], list[Placed]] = defaultdict(list)
        for placed in (*self.plan.new, *self.plan.changed):
            taken[placed.person.pk, placed.row.day].append(placed)
        booked = self._booked(taken)
        for place, rows in taken.items():
            total = booked.get(place, Decimal(0)) + sum(
                (p.row.hours - (p.entry.hours if _stands_there(p) else 0) for p in rows), Decimal(0)
            )
            if total > DAY:
                last = rows[-1].row
                reason = f"{rows[-1].person} would have {written.hours(total)} on that day."
                fault = Fault(last.line, "Hours", written.hours(last.hours), reason)
                self.plan.faults.append(fault)

    def _booked(self, places: Iterable[tuple[int, date]]) -> dict[tuple[int, date], Decimal]:
        days = [day for _, day in places]
        if not days:
            return {}
        found = WorkEntry.objects.filter(worked_on__range=(min(days), max(days))).order_by()
        sums = found.values_list("consultant", "worked_on").annotate(sum=Sum("hours"))
        return {(person, day): hours for person, day, hours in sums}


def _figures(entry: WorkEntry) -> tuple[date, Decimal, Decimal]:
    """What is corrected when the other system says otherwise; words are left as they read here."""
    return entry.worked_on, entry.hours, entry.unbilled


def _stands_there(placed: Placed) -> bool:
    """Whether its hours are booked on its day already."""
    return placed.entry is not None and placed.entry.worked_on == placed.row.day


def _same(name: str) -> str:
    """A name as it is compared: case and spaces say nothing."""
    return " ".join(name.casefold().split())
