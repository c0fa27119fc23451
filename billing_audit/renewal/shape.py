"""What a pack says, as data: everything its PDF prints, each number with where it was read."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from billing_audit.reports.shape import Letterhead
from clients.handover.gauge import GaugeMonth

#: Raised when the shape changes, so that an old pack is read as what it was.
FORMAT = 1


@dataclass(frozen=True)
class MoneyMonth:
    month: date
    fee: Decimal
    verified: Decimal


@dataclass(frozen=True)
class MoneyYear:
    """Twelve months in one currency."""

    currency: str
    fee: Decimal
    posted: Decimal
    verified: Decimal
    written_off: Decimal
    months: list[MoneyMonth]

    @property
    def times(self) -> Decimal | None:
        """Verified, as so many times the fee."""
        return self.verified / self.fee if self.fee else None


@dataclass(frozen=True)
class Reached:
    """An objective with its latest reading and where that was read."""

    sentence: str
    lens: str
    state: str
    baseline: Decimal
    target: Decimal
    unit: str
    due_on: date
    latest: Decimal | None
    latest_on: date | None
    source: str
    because: str


@dataclass(frozen=True)
class Promised:
    """The questions of a month that had our first word by the moment promised."""

    month: date
    in_time: int
    counted: int
    #: Service hours until our first word.
    median: Decimal | None


@dataclass(frozen=True)
class Source:
    """What a number is, and where anybody can read it again."""

    what: str
    where: str


@dataclass(frozen=True)
class Pack:
    """The year of an agreement and the plan of the next."""

    format: int
    version: int
    client: str
    agreement: str
    starts_on: date
    ends_on: date | None
    notice_by: date | None
    #: The day everything is counted to; money and hours are of the twelve months up to it.
    as_of: date
    made_at: datetime
    practice: Letterhead
    #: The client's own currency first.
    money: list[MoneyYear]
    objectives: list[Reached]
    hours: list[GaugeMonth]
    #: Months in which something was asked, the oldest first.
    promised: list[Promised]
    plan: list[str]
    sources: list[Source]

    @property
    def met(self) -> int:
        return sum(each.state == "met" for each in self.objectives)

    @property
    def asked(self) -> int:
        return sum(each.counted for each in self.promised)

    @property
    def in_time(self) -> int:
        return sum(each.in_time for each in self.promised)

    @property
    def judged(self) -> int:
        """Objectives that are over, met or not."""
        return sum(each.state in ("met", "missed") for each in self.objectives)
