"""The work book as its page shows it: narrowed as the address says, in weeks and days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import HttpRequest

from clients.agreements.models import Project
from clients.people.models import Client, User
from clients.work.models import WorkEntry
from clients.work.querysets import EntryQuerySet
from retainer.lib.format import month as month_in_words
from retainer.lib.months import read_month
from retainer.lib.weeks import monday_of

SIX_DAYS = timedelta(days=6)


@dataclass(frozen=True)
class Day:
    """One day's entries on the page; ``hours`` are the whole day's, on whatever page they are."""

    day: date
    hours: Decimal
    entries: list[WorkEntry]


@dataclass(frozen=True)
class Week:
    monday: date
    hours: Decimal
    days: list[Day]


def weeks(rows: Iterable[WorkEntry], entries: QuerySet) -> list[Week]:
    """The rows of a page by week and day, with the sums of all ``entries`` of each.

    A page may end in the middle of a week; its sum does not.
    """
    page = list(rows)
    if not page:
        return []
    span = (monday_of(page[-1].worked_on), monday_of(page[0].worked_on) + SIX_DAYS)
    of_day = dict(
        entries.filter(worked_on__range=span)
        .order_by()
        .values_list("worked_on")
        .annotate(hours=Sum("hours"))
    )
    of_week: dict[date, Decimal] = defaultdict(Decimal)
    for day, hours in of_day.items():
        of_week[monday_of(day)] += hours
    days = [
        Day(day, of_day[day], list(same)) for day, same in groupby(page, lambda row: row.worked_on)
    ]
    return [
        Week(monday, of_week[monday], list(same))
        for monday, same in groupby(days, lambda day: monday_of(day.day))
    ]


@dataclass(frozen=True)
class Choice:
    """An option of a filter."""

    value: str
    word: str
    chosen: bool


State = WorkEntry.State
#: What the book can be narrowed to besides single states: work that no statement has yet.
UNCLOSED = "unclosed"
STAGES = {
    State.DRAFT: ("Draft", (State.DRAFT,)),
    State.SUBMITTED: ("Submitted", (State.SUBMITTED,)),
    UNCLOSED: ("Approved, not closed", (State.APPROVED, State.AGREED, State.QUESTIONED)),
    State.QUESTIONED: ("Questioned by the client", (State.QUESTIONED,)),
    State.CLOSED: ("Closed", (State.CLOSED,)),
}


class Narrowing:
    """What the address narrows the book to, and what else it could be narrowed to."""

    def __init__(self, request: HttpRequest) -> None:
        query, user = request.GET, request.user
        clients = Client.objects.visible_to(user)
        self.client = clients.filter(slug=query.get("client", "")).first()
        self.seen = WorkEntry.objects.visible_to(user)
        if query.get("client"):
            self.seen = self.seen.filter(client=self.client)
        self.project = query.get("project", "")
        self.person = query.get("person", "")
        self.month = read_month(query.get("month", ""))
        self.state = query.get("state", "") if query.get("state") in STAGES else ""

    @property
    def entries(self) -> EntryQuerySet:
        entries = self.seen
        if self.project:
            entries = entries.filter(project__public_id=_uuid(self.project))
        if self.person:
            entries = entries.filter(consultant__public_id=_uuid(self.person))
        if self.state:
            entries = entries.filter(state__in=STAGES[self.state][1])
        return entries.of_month(self.month) if self.month else entries

    @property
    def is_narrow(self) -> bool:
        return bool(self.project or self.person or self.month or self.state)

    def states(self) -> list[Choice]:
        return [Choice(name, word, name == self.state) for name, (word, _) in STAGES.items()]

    def projects(self) -> list[Choice]:
        """The projects worked on; where several clients are listed, each names its client."""
        projects = Project.objects.filter(pk__in=self.seen.values("project"))
        return [
            Choice(
                str(project.public_id),
                project.name if self.client else f"{project.name}, {project.client}",
                str(project.public_id) == self.project,
            )
            for project in projects.select_related("client").order_by("name", "client__name")
        ]

    def people(self) -> list[Choice]:
        people = User.objects.filter(pk__in=self.seen.values("consultant")).order_by("name")
        return [Choice(str(p.public_id), p.name, str(p.public_id) == self.person) for p in people]

    def months(self) -> list[Choice]:
        months = self.seen.order_by().annotate(month=TruncMonth("worked_on"))
        listed = months.values_list("month", flat=True).distinct().order_by("-month")
        return [Choice(f"{m:%Y-%m}", month_in_words(m), m == self.month) for m in listed]


def _uuid(text: str) -> UUID | None:
    """A public id from an address; one that is none matches nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None
