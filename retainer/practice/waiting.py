"""Work in progress: hours that no statement has yet, by client, with what they are worth."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Min, Q, Sum

from clients.agreements.pricing import PriceList
from clients.models import Client, Project, User, WorkEntry
from clients.work.querysets import COST
from retainer.lib.money import half_up

NOTHING = Decimal(0)
State = WorkEntry.State
#: As the page tells them: states of work that still goes its way.
STAGES = {
    "draft": (State.DRAFT,),
    "submitted": (State.SUBMITTED,),
    "approved": (State.APPROVED, State.AGREED, State.QUESTIONED),
}


@dataclass
class Stage:
    """A client's work in one stage."""

    hours: Decimal = NOTHING
    value: Decimal = NOTHING
    number: int = 0
    #: Entries whose rate nobody knows, so that their value is missing.
    unpriced: int = 0
    oldest: date | None = None

    @property
    def is_priced(self) -> bool:
        """Whether the value says anything."""
        return self.unpriced < self.number

    def add(self, hours: Decimal, value: Decimal | None, number: int, oldest: date) -> None:
        self.hours += hours
        self.number += number
        self.oldest = min(oldest, self.oldest or oldest)
        if value is None:
            self.unpriced += number
        else:
            self.value += value


@dataclass
class InProgress:
    """A client's work that is in no statement yet, in one currency."""

    client: Client
    currency: str
    stages: dict[str, Stage] = field(default_factory=lambda: {name: Stage() for name in STAGES})

    @property
    def hours(self) -> Decimal:
        return sum((stage.hours for stage in self.stages.values()), NOTHING)

    @property
    def value(self) -> Decimal:
        return sum((stage.value for stage in self.stages.values()), NOTHING)

    @property
    def is_priced(self) -> bool:
        return any(stage.is_priced for stage in self.stages.values())

    @property
    def unpriced(self) -> int:
        return sum(stage.unpriced for stage in self.stages.values())

    @property
    def oldest(self) -> date | None:
        return min((s.oldest for s in self.stages.values() if s.oldest), default=None)


def in_progress(clients: dict[int, Client], prices: PriceList) -> list[InProgress]:
    """By client, the oldest work first."""
    rows: dict[tuple[int, str], InProgress] = {}

    def row_of(client: int, currency: str) -> InProgress:
        return rows.setdefault((client, currency), InProgress(clients[client], currency))

    for client, currency, charged, unpriced, money, number, oldest in _approved():
        stage = row_of(client, currency).stages["approved"]
        stage.add(charged, money, number, oldest)
        stage.unpriced += unpriced
    _add_open(row_of, prices)
    return sorted(rows.values(), key=lambda row: (row.oldest, row.client.name))


def _approved() -> list[tuple]:
    """What was priced at its approval: charged hours at their rates."""
    work = WorkEntry.objects.filter(state__in=STAGES["approved"]).order_by()
    return list(
        work.values_list("client", "project__agreement__currency").annotate(
            charged_hours=Sum("charged"),
            unpriced=Count("pk", filter=Q(rate=None, charged__gt=0)),
            money=Sum(COST, default=NOTHING),
            number=Count("pk"),
            oldest=Min("worked_on"),
        )
    )


def _add_open(row_of: Callable[[int, str], InProgress], prices: PriceList) -> None:
    """Drafts and submitted work at the rates of their days, its time not rounded yet."""
    groups = list(
        WorkEntry.objects.filter(state__in=WorkEntry.OPEN)
        .order_by()
        .values_list("client", "state", "project", "consultant", "worked_on")
        .annotate(billable=Sum(F("hours") - F("unbilled")), worked=Sum("hours"), number=Count("pk"))
    )
    projects = Project.objects.select_related("agreement").in_bulk({group[2] for group in groups})
    people = User.objects.in_bulk({group[3] for group in groups})
    for client, state, project, person, day, billable, worked, number in groups:
        rate = prices.rate_of(projects[project], people[person], day) if billable else None
        value = half_up(billable * rate.amount) if rate else (None if billable else NOTHING)
        row = row_of(client, projects[project].agreement.currency)
        row.stages[state].add(worked, value, number, day)
