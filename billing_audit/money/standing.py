"""How a dispute stands, reckoned from its history alone, and what may be done about it next.

The columns of ``Dispute`` repeat what ``replay`` gives, so that lists need not read histories.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from billing_audit.money.states import MOVES, Move, State, Who, moves_from
from retainer.lib import format as written

NOTHING = Decimal(0)


class Step(Protocol):
    """An entry of the history that moved the dispute."""

    kind: str
    amount: Decimal | None
    cycle: date | None


@dataclass(frozen=True)
class Standing:
    """Where a dispute is, and its money: each sum is at most the one before it."""

    disputed: Decimal
    state: State = State.DRAFT
    #: What the carrier agreed to, said it would credit, did credit, and what we saw stay.
    approved: Decimal = NOTHING
    promised: Decimal = NOTHING
    posted: Decimal = NOTHING
    verified: Decimal = NOTHING
    #: First day of the month on whose bill the credit is promised.
    cycle: date | None = None

    @property
    def left_to_post(self) -> Decimal:
        return self.disputed - self.posted


def replay(disputed: Decimal, steps: Iterable[Step]) -> Standing:
    """The standing after these steps, each of which was allowed when it was made."""
    standing = Standing(disputed)
    for step in steps:
        standing = after(standing, MOVES[step.kind], step.amount, step.cycle)
    return standing


def after(
    standing: Standing, move: Move, amount: Decimal | None = None, cycle: date | None = None
) -> Standing:
    """The standing that one more move leads to."""
    stands = replace(standing, state=move.target)
    match move.name:
        case "approve":
            return replace(stands, approved=standing.disputed)
        case "approve_part":
            return replace(stands, approved=amount or NOTHING)
        case "deny":
            return replace(stands, approved=NOTHING)
        case "promise":
            return replace(stands, promised=amount or NOTHING, cycle=cycle)
        case "post" | "refund":
            posted = standing.posted + (amount or NOTHING)
            # What a carrier credits it agreed to, whatever it said.
            return replace(stands, posted=posted, approved=max(standing.approved, posted))
        case "reverse":
            posted = standing.posted - (amount or NOTHING)
            return replace(stands, posted=posted, verified=min(standing.verified, posted))
        case "verify":
            return replace(stands, verified=standing.posted)
    return stands


@dataclass(frozen=True)
class Circumstances:
    """What a move may depend on besides the standing."""

    by_principal: bool
    #: The last day to dispute its oldest charge has passed.
    is_late: bool = False
    has_charges: bool = True
    has_method: bool = True
    has_packet: bool = True


def why_not(standing: Standing, move: Move, now: Circumstances) -> str:
    """Why a move cannot be made, in a sentence; empty when it can."""
    if standing.state not in move.sources:
        return f"The dispute is {standing.state.label.lower()}: this step does not follow from it."
    if move.by == Who.PRINCIPAL and not now.by_principal:
        return f"{move.word}: that gives the client’s money up, which a principal decides."
    guard = GUARDS.get(move.name)
    return guard(standing, now) if guard else ""


def _submit(standing: Standing, now: Circumstances) -> str:
    if not now.has_charges:
        return "There is no charge in it. Add findings to it, or discard it."
    if not now.has_method:
        return "Decide first whether the sum is withheld or paid."
    return "" if now.has_packet else "Make the packet first: what is sent is kept as it was sent."


def _win(standing: Standing, now: Circumstances) -> str:
    if standing.verified == standing.disputed:
        return ""
    return "Not all of it came back. Enter the other credits, or close it as won in part."


def _settle(standing: Standing, now: Circumstances) -> str:
    return "All of it came back: close it as won." if standing.verified == standing.disputed else ""


def _verify(standing: Standing, now: Circumstances) -> str:
    return "" if standing.posted > 0 else "Nothing was credited, so there is nothing to verify."


def _let_go(standing: Standing, now: Circumstances) -> str:
    if standing.posted > 0:
        return "A part came back. Verify it, then close it as won in part."
    return ""


def _expire(standing: Standing, now: Circumstances) -> str:
    if standing.state == State.DRAFT and not now.is_late:
        return "The last day to dispute has not passed yet. Discard the draft if nothing is sent."
    return _let_go(standing, now)


def _post(standing: Standing, now: Circumstances) -> str:
    return "" if standing.left_to_post > 0 else "All that is disputed was credited already."


def _reverse(standing: Standing, now: Circumstances) -> str:
    return "" if standing.posted > 0 else "Nothing is credited that a bill could take back."


GUARDS: dict[str, Callable[[Standing, Circumstances], str]] = {
    "submit": _submit,
    "win": _win,
    "settle": _settle,
    "expire": _expire,
    "post": _post,
    "refund": _post,
    "reverse": _reverse,
    "verify": _verify,
    "lose": _let_go,
    "withdraw": _let_go,
}


#: Why a move may not carry more.
LIMITS = {
    "approve_part": "no more is disputed",
    "promise": "no more was approved",
    "post": "no more is disputed and not credited yet",
    "refund": "no more is disputed and not credited yet",
    "reverse": "no more was credited",
}


def most(standing: Standing, move: Move) -> Decimal:
    """The largest amount that a move may carry."""
    match move.name:
        case "promise":
            return standing.approved
        case "post" | "refund":
            return standing.left_to_post
        case "reverse":
            return standing.posted
    return standing.disputed


def wrong_amount(standing: Standing, move: Move, amount: Decimal, currency: str) -> str:
    """What is wrong with the amount of a move, in a sentence; empty when nothing is."""
    limit = most(standing, move)
    if amount <= 0:
        return (
            "Enter an amount above nothing; what the carrier credits or takes back is a positive "
            "amount here."
        )
    if move.name == "approve_part" and amount >= limit:
        return "That is all that is disputed: choose “Approved in full”."
    if amount > limit:
        return f"It can be {written.money(limit, currency)} at most: {LIMITS[move.name]}."
    return ""


def possible(standing: Standing, now: Circumstances) -> list[Move]:
    """The moves that can be made now."""
    return [move for move in moves_from(standing.state) if not why_not(standing, move, now)]
