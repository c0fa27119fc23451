"""What of a dispute came back, step by step: hard money apart from what was only never paid.

A credit on a bill, a cheque and a bank refund are hard money.  A withheld sum that the carrier
gives up was never paid: it settles its dispute, and is avoided, not recovered.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from billing_audit.ledger.stages import NOTHING, counted
from billing_audit.money.credit_models import Credit, CreditMatch
from billing_audit.money.models import Dispute, DisputeEvent

#: The steps that move what came back, and those of them that bring money.
BRING = ("post", "refund")
STEPS = (*BRING, "reverse", "verify")


@dataclass(frozen=True)
class Step:
    """A step of a dispute that moved what came back."""

    kind: str
    on: date
    amount: Decimal = NOTHING
    #: The credit that it counts; a verification counts none.
    match: CreditMatch | None = None
    is_soft: bool = False


@dataclass(frozen=True)
class Entry:
    """What one step added to the money that counts, or took from it."""

    step: Step
    posted: Decimal
    verified: Decimal
    written_off: Decimal

    @property
    def on(self) -> date:
        return self.step.on


@dataclass(frozen=True)
class _Came:
    hard: Decimal = NOTHING
    soft: Decimal = NOTHING
    verified: Decimal = NOTHING


@dataclass
class _Receipt:
    is_soft: bool
    left: Decimal


def entries(dispute: Dispute, steps: Iterable[Step], excluded: Decimal) -> Iterator[Entry]:
    """What each step moved, without the share of our own; together, what the dispute counts."""

    def own(amount: Decimal) -> Decimal:
        return counted(amount, excluded, dispute.disputed, dispute.currency)

    before = _Came()
    for step, came in _standings(steps):
        hard = own(came.hard) - own(before.hard)
        both = own(came.hard + came.soft) - own(before.hard + before.soft)
        yield Entry(step, hard, own(came.verified) - own(before.verified), both - hard)
        before = came


def _standings(steps: Iterable[Step]) -> Iterator[tuple[Step, _Came]]:
    receipts: list[_Receipt] = []
    verified = NOTHING
    for step in steps:
        if step.kind in BRING:
            receipts.append(_Receipt(step.is_soft, step.amount))
        elif step.kind == "reverse":
            _take(receipts, step.amount)
        hard = sum((each.left for each in receipts if not each.is_soft), NOTHING)
        soft = sum((each.left for each in receipts if each.is_soft), NOTHING)
        verified = hard if step.kind == "verify" else min(verified, hard)
        yield step, _Came(hard, soft, verified)


def _take(receipts: Sequence[_Receipt], amount: Decimal) -> None:
    """Take back what a bill charges again.

    First what came in that very amount, then the latest; hard money before what was written off,
    so that nothing is called recovered that may be gone.
    """
    latest = list(reversed(receipts))
    for each in sorted(latest, key=lambda each: (each.left != amount, each.is_soft)):
        taken = min(each.left, amount)
        each.left, amount = each.left - taken, amount - taken


def steps_of(disputes: Sequence[Dispute], matches: Iterable[CreditMatch]) -> dict[int, list[Step]]:
    """The steps that count, by dispute, with the credits that they count."""
    by_event = {match.event_id: match for match in matches if match.event_id}
    events = DisputeEvent.objects.filter(dispute__in=disputes, kind__in=STEPS, undone_by=None)
    steps: dict[int, list[Step]] = defaultdict(list)
    for event in events.order_by("pk"):
        match = by_event.get(event.pk)
        is_soft = bool(match) and match.credit.kind == Credit.Kind.WRITTEN_OFF
        step = Step(event.kind, event.on, event.amount or NOTHING, match, is_soft)
        steps[event.dispute_id].append(step)
    return steps
