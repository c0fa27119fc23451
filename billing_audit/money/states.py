"""The life of a dispute as one table: its states, and the moves that lead from one to the next.

draft -> submitted -> acknowledged -> in review -> approved | partly approved | denied | more info
      -> appealed -> credit promised -> credit posted -> verified
                            ^-- credit reversed <--------'
      -> won | won in part | lost | withdrawn | expired

Forms, pages, services and tests read this table; nothing else says what may follow what.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices


class State(TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    IN_REVIEW = "in_review", "In review"
    MORE_INFO = "more_info", "More information asked"
    APPROVED = "approved", "Approved"
    PART_APPROVED = "part_approved", "Partly approved"
    DENIED = "denied", "Denied"
    APPEALED = "appealed", "Appealed"
    PROMISED = "promised", "Credit promised"
    POSTED = "posted", "Credit posted"
    VERIFIED = "verified", "Verified"
    REVERSED = "credit_reversed", "Credit reversed"
    WON = "won", "Won"
    PART_WON = "part_won", "Won in part"
    LOST = "lost", "Lost"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"


#: Only taking the last step back leads out of these, or a bill that reverses what was credited.
CLOSED = (State.WON, State.PART_WON, State.LOST, State.WITHDRAWN, State.EXPIRED)
OPEN = tuple(state for state in State if state not in CLOSED)
#: Their charges may be disputed again: nothing was or will be credited under this dispute.
LETS_GO = (State.LOST, State.WITHDRAWN, State.EXPIRED)
#: The carrier has it and has not answered yet.
AT_THE_CARRIER = (State.SUBMITTED, State.ACKNOWLEDGED, State.IN_REVIEW, State.APPEALED)
UNANSWERED = (*AT_THE_CARRIER, State.MORE_INFO)
AGREED = (State.APPROVED, State.PART_APPROVED)
#: Money may come in these: carriers credit without a word, too.
AWAITS = (*UNANSWERED, *AGREED, State.PROMISED, State.POSTED, State.VERIFIED, State.REVERSED)
#: Money came in these, and a later bill may take it again.
CREDITED = (State.POSTED, State.VERIFIED, State.REVERSED, State.WON, State.PART_WON)


class Demand(StrEnum):
    """What a move cannot do without, besides the day it happened."""

    TICKET = "ticket"
    NOTE = "note"
    AMOUNT = "amount"
    CYCLE = "cycle"
    BILL = "bill"
    EVIDENCE = "evidence"
    RUNG = "rung"


class Who(StrEnum):
    """Who may make a move; giving the client's money up is the principal's word."""

    PRACTICE = "practice"
    PRINCIPAL = "principal"


class Rung(TextChoices):
    """The ladder of escalation."""

    ACCOUNT_TEAM = "account_team", "Account team"
    BILLING_MANAGER = "billing_manager", "Billing manager"
    EXECUTIVE = "executive", "Executive or legal department"
    REGULATOR = "regulator", "Informal complaint to the regulator"


@dataclass(frozen=True)
class Move:
    """One way on: from which states to which, what it demands, and how it is told."""

    name: str
    #: The button, what its dialog explains, and the entry it leaves in the history.
    word: str
    meaning: str
    told: str
    sources: tuple[State, ...]
    target: State
    demands: tuple[Demand, ...] = ()
    by: Who = Who.PRACTICE
    #: Something left the house with it, so that it cannot be taken back.
    goes_out: bool = False


MOVES = {
    move.name: move
    for move in (
        Move(
            "submit",
            "Submit",
            "You sent the packet to the carrier and have its ticket number. The packet is kept as "
            "it was sent.",
            "Submitted to the carrier",
            (State.DRAFT,),
            State.SUBMITTED,
            (Demand.TICKET,),
            goes_out=True,
        ),
        Move(
            "acknowledge",
            "Acknowledged",
            "The carrier confirmed that it has the dispute.",
            "The carrier acknowledged it",
            (State.SUBMITTED,),
            State.ACKNOWLEDGED,
        ),
        Move(
            "review",
            "In review",
            "The carrier says that somebody is working on it.",
            "The carrier is reviewing it",
            (State.SUBMITTED, State.ACKNOWLEDGED),
            State.IN_REVIEW,
        ),
        Move(
            "ask",
            "More information asked",
            "The carrier wants to know more before it answers.",
            "The carrier asked for more information",
            AT_THE_CARRIER,
            State.MORE_INFO,
            (Demand.NOTE,),
        ),
        Move(
            "answer",
            "Information sent",
            "You sent what the carrier asked for.",
            "The information was sent",
            (State.MORE_INFO,),
            State.IN_REVIEW,
            (Demand.NOTE,),
            goes_out=True,
        ),
        Move(
            "approve",
            "Approved in full",
            "The carrier agreed to credit all that is disputed.",
            "The carrier approved it in full",
            UNANSWERED,
            State.APPROVED,
        ),
        Move(
            "approve_part",
            "Approved in part",
            "The carrier agreed to credit less than is disputed.",
            "The carrier approved a part",
            UNANSWERED,
            State.PART_APPROVED,
            (Demand.AMOUNT, Demand.NOTE),
        ),
        Move(
            "deny",
            "Denied",
            "The carrier refused. What is valid can be appealed.",
            "The carrier denied it",
            UNANSWERED,
            State.DENIED,
            (Demand.NOTE,),
        ),
        Move(
            "appeal",
            "Appeal",
            "You put it to the carrier again, one rung up.",
            "Appealed",
            (State.DENIED, State.PART_APPROVED),
            State.APPEALED,
            (Demand.RUNG, Demand.NOTE),
            goes_out=True,
        ),
        Move(
            "escalate",
            "Escalate",
            "You took it to somebody higher, because the answer or the credit takes too long.",
            "Escalated",
            (*UNANSWERED, State.PROMISED, State.REVERSED),
            State.APPEALED,
            (Demand.RUNG, Demand.NOTE),
            goes_out=True,
        ),
        Move(
            "promise",
            "Credit promised",
            "The carrier said how much it will credit, and on which bill.",
            "A credit was promised",
            (*AGREED, State.REVERSED),
            State.PROMISED,
            (Demand.AMOUNT, Demand.CYCLE),
        ),
        Move(
            "post",
            "Credit posted",
            "A credit stands on a bill. Credits that come in several parts are entered one by one.",
            "A credit was posted",
            AWAITS,
            State.POSTED,
            (Demand.AMOUNT, Demand.BILL),
        ),
        Move(
            "refund",
            "Refund or write-off",
            "The money came by cheque or bank, or the carrier wrote off what was withheld.",
            "The money came beside a bill",
            AWAITS,
            State.POSTED,
            (Demand.AMOUNT, Demand.EVIDENCE),
        ),
        Move(
            "reverse",
            "Credit reversed",
            "A later bill charges again what was credited.",
            "A bill took the credit back",
            CREDITED,
            State.REVERSED,
            (Demand.AMOUNT, Demand.BILL),
        ),
        Move(
            "verify",
            "Verified",
            "You saw the credit on the bill, it was not taken back, and the error did not return.",
            "The credit was verified",
            (State.POSTED, State.REVERSED, State.DENIED),
            State.VERIFIED,
        ),
        Move(
            "win",
            "Close as won",
            "All that was disputed came back.",
            "Closed as won",
            (State.VERIFIED,),
            State.WON,
        ),
        Move(
            "settle",
            "Close as won in part",
            "A part came back; the rest is given up.",
            "Closed as won in part",
            (State.VERIFIED,),
            State.PART_WON,
            (Demand.NOTE,),
            by=Who.PRINCIPAL,
        ),
        Move(
            "lose",
            "Close as lost",
            "The carrier refused for good, and nothing is asked back any more.",
            "Closed as lost",
            (State.DENIED, State.REVERSED),
            State.LOST,
            (Demand.NOTE,),
            by=Who.PRINCIPAL,
        ),
        Move(
            "expire",
            "Close as expired",
            "The last day to dispute, to answer or to appeal has passed.",
            "Closed as expired",
            (State.DRAFT, State.MORE_INFO, State.DENIED),
            State.EXPIRED,
            (Demand.NOTE,),
        ),
        Move(
            "discard",
            "Discard the draft",
            "Nothing was sent. Its charges can be disputed again.",
            "The draft was discarded",
            (State.DRAFT,),
            State.WITHDRAWN,
        ),
        Move(
            "withdraw",
            "Withdraw",
            "You told the carrier that the dispute is taken back.",
            "Withdrawn",
            (*UNANSWERED, *AGREED, State.DENIED, State.PROMISED),
            State.WITHDRAWN,
            (Demand.NOTE,),
            by=Who.PRINCIPAL,
            goes_out=True,
        ),
    )
}


def moves_from(state: str) -> Iterator[Move]:
    """What may follow a state, in the order in which it is offered."""
    return (move for move in MOVES.values() if state in move.sources)
