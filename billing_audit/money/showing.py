"""What the pages about disputes show: clocks, the board, one dispute with all that happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from billing_audit.findings.models import Finding
from billing_audit.money.clocks import DUE
from billing_audit.money.models import Dispute, DisputeEvent, DisputeItem, total
from billing_audit.money.packet.letter import by_finding
from billing_audit.money.states import AGREED, AT_THE_CARRIER, State
from retainer.lib import format as written

#: Days before a clock runs out from which it asks for attention.
SOON = 10

#: The columns of the board, in the order of the way.
STAGES = (
    ("To be sent", (State.DRAFT,)),
    ("With the carrier", AT_THE_CARRIER),
    ("Our turn", (State.MORE_INFO, State.DENIED, State.REVERSED)),
    ("Agreed, not on a bill yet", (*AGREED, State.PROMISED)),
    ("On a bill", (State.POSTED, State.VERIFIED)),
)
#: Disputes a column names; the list has them all.
MOST_CARDS = 30


@dataclass(frozen=True)
class Clock:
    """What is due, when, and how near it is."""

    what: str
    day: date
    left: int

    @property
    def tone(self) -> str:
        return "bad" if self.left < 0 else "attention" if self.left <= SOON else ""

    @property
    def words(self) -> str:
        """``carrier’s answer due 12 Dec 2026, in 19 days``."""
        return f"{self.what} {written.day(self.day)}, {self.how_near}"

    @property
    def how_near(self) -> str:
        if self.left < 0:
            return f"{written.count(-self.left, 'day')} late"
        return ("today", "tomorrow")[self.left] if self.left < 2 else f"in {self.left} days"


def clock(dispute: Dispute, today: date) -> Clock | None:
    """The clock that runs for a dispute; none for one that is closed."""
    what = DUE.get(State(dispute.state))
    if what is None or dispute.due_on is None:
        return None
    return Clock(what, dispute.due_on, (dispute.due_on - today).days)


@dataclass(frozen=True)
class Card:
    dispute: Dispute
    clock: Clock | None


@dataclass(frozen=True)
class Column:
    """A stage of the way with the disputes there, what is due first above."""

    title: str
    cards: list[Card]
    more: int
    sums: dict[str, Decimal]


def board(disputes: Iterable[Dispute], today: date) -> list[Column]:
    """The open disputes by stage."""
    every = sorted(disputes, key=lambda each: (each.due_on or date.max, each.pk))
    return [
        _column(title, [d for d in every if d.state in states], today) for title, states in STAGES
    ]


def _column(title: str, disputes: list[Dispute], today: date) -> Column:
    sums: dict[str, Decimal] = {}
    for dispute in disputes:
        sums[dispute.currency] = sums.get(dispute.currency, Decimal(0)) + dispute.disputed
    cards = [Card(dispute, clock(dispute, today)) for dispute in disputes[:MOST_CARDS]]
    return Column(title, cards, len(disputes) - len(cards), sums)


@dataclass(frozen=True)
class Group:
    """What is in dispute for one finding."""

    finding: Finding
    items: list[DisputeItem]
    amount: Decimal


def groups(items: list[DisputeItem]) -> list[Group]:
    return [Group(own[0].finding, own, total(own)) for own in by_finding(items)]


def history(dispute: Dispute) -> list[dict[str, Any]]:
    """Everything that happened, the latest first; what was taken back is marked."""
    events = dispute.events.select_related("actor", "invoice", "file", "undone_by")
    return [_entry(event, dispute) for event in events]


def _entry(event: DisputeEvent, dispute: Dispute) -> dict[str, Any]:
    icon, tone = event.look
    said = [event.told]
    if event.kind == "submit":
        said.append(f"ticket {dispute.ticket}")
    if event.rung:
        said.append(f"to the {event.get_rung_display().lower()}")
    if event.amount is not None:
        said.append(written.money(event.amount, dispute.currency))
    if event.cycle:
        said.append(f"on the bill of {written.month(event.cycle)}")
    if event.invoice:
        said.append(f"on bill {event.invoice.number}")
    return {
        "event": event,
        "words": ", ".join(said),
        "is_undone": hasattr(event, "undone_by"),
        "icon": icon,
        "tone": tone,
    }
