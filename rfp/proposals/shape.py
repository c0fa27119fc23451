"""What a version of a proposal tells, frozen when it is issued."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from retainer.lib import records
from retainer.lib.refusal import Refused


@dataclass(frozen=True)
class Party:
    """Somebody who does a part of it."""

    name: str
    kind: str
    roles: list[str]
    reached_by: str

    @property
    def is_client(self) -> bool:
        return self.kind == "client"


@dataclass(frozen=True)
class Held:
    """Who does a line, and for how much."""

    party: str
    once: Decimal | None
    monthly: Decimal | None
    note: str
    #: Given up to whoever keeps the line: its price counts no more.
    gave_way: bool

    @property
    def is_priced(self) -> bool:
        return not self.gave_way and (self.once is not None or self.monthly is not None)


@dataclass(frozen=True)
class Line:
    """One thing that has to be done."""

    title: str
    detail: str
    role: str
    held: list[Held]
    #: Why it stays with one of several who priced it, and who settled that.
    settled: str
    left_open: str

    @property
    def stands(self) -> list[Held]:
        return [each for each in self.held if not each.gave_way]

    @property
    def given_up(self) -> list[Held]:
        return [each for each in self.held if each.gave_way]

    @property
    def once(self) -> Decimal:
        return sum((each.once or Decimal(0) for each in self.stands), Decimal(0))

    @property
    def monthly(self) -> Decimal:
        return sum((each.monthly or Decimal(0) for each in self.stands), Decimal(0))


@dataclass(frozen=True)
class Step:
    """One thing that goes through many hands: a party's name for each duty, in their order."""

    title: str
    hands: list[str]


@dataclass(frozen=True)
class Paid:
    """What somebody earns; or that they earn nothing."""

    payee: str
    is_ours: bool
    payer: str
    kind: str
    what_for: str
    amount: Decimal | None
    percent: Decimal | None
    percent_of: str
    pace: str
    months: int | None
    #: What it comes to over its duration; of a percentage nobody knows yet.
    in_all: Decimal | None

    @property
    def is_nothing(self) -> bool:
        return not self.what_for


@dataclass(frozen=True)
class ToldProposal:
    """Everything the page and the paper print."""

    number: int
    client: str
    practice: str
    title: str
    engagement: str
    summary: str
    if_nothing: str
    sites: list[str]
    parties: list[Party]
    lines: list[Line]
    #: What heads the columns of the interfaces.
    duties: list[str]
    steps: list[Step]
    paid: list[Paid]
    currency: str
    months: int
    valid_until: date
    issued_on: date
    #: Money that came back and was free on that day; none where it is not offered.
    found_free: Decimal | None

    @property
    def once(self) -> Decimal:
        return sum((line.once for line in self.lines), Decimal(0))

    @property
    def monthly(self) -> Decimal:
        return sum((line.monthly for line in self.lines), Decimal(0))

    @property
    def in_all(self) -> Decimal:
        """All prices over the term."""
        return self.once + self.monthly * self.months

    @property
    def steps_by_duty(self) -> list[dict[str, Any]]:
        """Each step with the name of each duty beside the party's."""
        return [
            {"title": step.title, "hands": list(zip(self.duties, step.hands, strict=True))}
            for step in self.steps
        ]

    @property
    def providers(self) -> list[Party]:
        return [party for party in self.parties if not party.is_client]

    @property
    def gaps(self) -> list[Line]:
        """What nobody does, on purpose."""
        return [line for line in self.lines if not line.held]

    @property
    def overlaps(self) -> list[Line]:
        """What several had priced, and one keeps."""
        return [line for line in self.lines if line.settled]

    def priced_by(self, party: str) -> tuple[Decimal, Decimal]:
        """What a party's prices come to, once and a month."""
        own = [each for line in self.lines for each in line.stands if each.party == party]
        zero = Decimal(0)
        return (
            sum((each.once or zero for each in own), zero),
            sum((each.monthly or zero for each in own), zero),
        )

    @property
    def said(self) -> dict[str, Any]:
        """What it says, whatever its number and day."""
        return {**records.plain(self), "number": 0, "issued_on": "", "found_free": None}


class OtherShape(Refused):
    """The version was issued by a release that kept others."""

    def __init__(self) -> None:
        super().__init__("This version was issued by another release; its PDF shows it.")


def read(stored: object) -> ToldProposal:
    """The contents of a version."""
    try:
        return records.read(ToldProposal, stored)
    except records.OtherShape as unknown:
        raise OtherShape from unknown
