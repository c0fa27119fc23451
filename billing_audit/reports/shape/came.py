"""What became of what was found: disputes, credits, and what waits for the client until when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from billing_audit.money.places import Places


@dataclass(frozen=True)
class ReportedDispute:
    """A dispute the carrier has or had, as far as it is about bills up to the month."""

    number: str
    carrier: str
    account: str
    currency: str
    ticket: str
    #: Its state, in a word and a colour.
    state: str
    tone: str
    sent: date
    closed: date | None
    #: How old it is, or was when it was closed.
    days: int
    charges: int
    places: Places
    #: What is due next, and when.
    due: str = ""
    due_on: date | None = None

    @property
    def outstanding(self) -> Decimal:
        """What may still come back of it."""
        return self.places.asked + self.places.promised


@dataclass(frozen=True)
class Age:
    """The open disputes of one age, in one currency."""

    currency: str
    title: str
    disputes: int
    outstanding: Decimal


@dataclass(frozen=True)
class Credit:
    """Money that came back on a bill under a dispute."""

    carrier: str
    account: str
    bill: str
    dated: date
    month: date
    dispute: str
    currency: str
    amount: Decimal
    #: We saw that it stayed and that the error did not return.
    verified: bool


@dataclass(frozen=True)
class ToDecide:
    """A recommendation that only the client can accept, put off or decline."""

    public_id: str
    title: str
    found: str
    advice: str
    if_nothing: str
    options: list[str]
    currency: str
    money: Decimal
    monthly: Decimal | None
    due_on: date | None


@dataclass(frozen=True)
class Deadline:
    """A day after which something is lost or late."""

    day: date
    what: str
    who: str
    currency: str = ""
    amount: Decimal | None = None
