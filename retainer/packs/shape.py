"""A pack as it is frozen: everything its paper says, and nothing that is not on it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from retainer.lib import format as written


@dataclass(frozen=True)
class Goal:
    """What the client wants to reach, as both sides repeat it."""

    sentence: str
    target: str
    now: str
    due_on: date


@dataclass(frozen=True)
class Wanted:
    """A recommendation that waits for the client, and what waiting costs."""

    title: str
    if_nothing: str
    money: Decimal
    currency: str
    monthly: Decimal | None
    due_on: date | None
    days_open: int

    @property
    def waited(self) -> Decimal | None:
        """What waiting has cost since it was asked, by months of thirty days."""
        return None if self.monthly is None else self.monthly * self.days_open / 30


@dataclass(frozen=True)
class Point:
    """An agenda item."""

    kind: str
    title: str
    brought_by: str


@dataclass(frozen=True)
class Spend:
    """A month's bills and budget, what came back in it, and what was seen to stay."""

    month: date
    spend: Decimal
    budget: Decimal | None
    posted: Decimal
    verified: Decimal


@dataclass(frozen=True)
class Cause:
    """What confirmed errors on the bills come from."""

    title: str
    count: int
    claimed: Decimal
    currency: str


@dataclass(frozen=True)
class Open:
    """An issue of the committee's levels that is not settled."""

    title: str
    state: str
    level: str
    raised_on: date
    due_at: datetime | None


@dataclass(frozen=True)
class Owed:
    """What a party owes by a relationship, and did not do in time."""

    what: str
    owes: str
    relationship: str
    due_on: date


@dataclass(frozen=True)
class Action:
    """What somebody took on before this meeting."""

    what: str
    side: str
    owner: str
    raised_on: date
    due_on: date
    done_on: date | None
    words: str
    age: int

    def is_overdue(self, day: date) -> bool:
        return self.done_on is None and self.due_on < day


@dataclass(frozen=True)
class Sponsor:
    """Who stands for the relationship on a side, and how often they came."""

    side: str
    name: str
    attended: str


@dataclass(frozen=True)
class Measured:
    """What a metric came to in the last month that is over, as its definition judges it."""

    name: str
    #: The objective it serves.
    serves: str
    target: str
    month: date
    value: str
    outcome: str
    #: The value of the month before.
    before: str
    #: Of the last twelve months.
    missed: int
    noted: int


@dataclass(frozen=True)
class Due:
    """The credit a missed month gives, and the month whose bill has to carry it."""

    metric: str
    month: date
    credit: str
    by: date


@dataclass(frozen=True)
class Figures:
    """Everything a pack says, decisions first."""

    client: str
    partner: str
    committee: str
    level: str
    starts_at: datetime
    lasts: int
    place: str
    made_at: datetime
    currency: str
    goals: list[Goal]
    decisions: list[Wanted]
    agenda: list[Point]
    months: list[Spend]
    causes: list[Cause]
    issues: list[Open]
    actions: list[Action]
    owed: list[Owed]
    sponsors: list[Sponsor]
    #: Packs of earlier releases have neither.
    measured: list[Measured] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)

    @property
    def day(self) -> date:
        """The day it was made, by which things are overdue."""
        return self.made_at.date()

    @property
    def waiting(self) -> list[Action]:
        return [each for each in self.actions if each.done_on is None]

    @property
    def done(self) -> list[Action]:
        return [each for each in self.actions if each.done_on is not None]

    @property
    def overdue(self) -> int:
        return sum(1 for each in self.waiting if each.is_overdue(self.day))

    @property
    def actions_note(self) -> str:
        return f"{self.overdue} overdue" if self.overdue else "none overdue"

    @property
    def actions_tone(self) -> str:
        return "bad" if self.overdue else ""

    @property
    def decisions_note(self) -> str:
        cost = self.cost_of_waiting
        return f"waiting costs {cost} a month" if cost else ""

    @property
    def decisions_tone(self) -> str:
        return "attention" if self.decisions else ""

    @property
    def cost_of_waiting(self) -> str:
        """What all that is undecided costs a month, by currency: nothing is converted."""
        sums: dict[str, Decimal] = {}
        for each in self.decisions:
            if each.monthly:
                sums[each.currency] = sums.get(each.currency, Decimal(0)) + each.monthly
        said = [written.money(amount, code) for code, amount in sorted(sums.items())]
        return " and ".join(said)
