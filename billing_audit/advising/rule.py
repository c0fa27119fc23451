"""What to pay of a bill by rule: pay it, withhold a part, or hold it; the facts in, words out.

A part is withheld only where the client accepted the dispute, the proof is arithmetic or paper
on both sides, the contract's time to withhold runs, and no line hangs on it that a life may.
Everything else is paid and asked back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from billing_audit.advising.models import PaymentAdvice
from billing_audit.checks.base import Confidence
from retainer.lib import format as written

Advice = PaymentAdvice.Advice
NOTHING = Decimal(0)
#: What accounts payable needs between our last word and the day the money is due.
NOTICE = timedelta(days=3)
SURE = (Confidence.CERTAIN, Confidence.HIGH)


class Answer(StrEnum):
    """What the client said to asking a claim back."""

    WITHHOLD = "withhold"
    PAY = "pay"
    WAITING = "waiting"
    NO = "no"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Claim:
    """What one valid finding claims on one bill."""

    title: str
    amount: Decimal
    confidence: str
    answer: str
    is_life_safety: bool = False


@dataclass(frozen=True)
class Facts:
    """What the rule looks at."""

    amount: Decimal
    currency: str
    bill_date: date
    due: date
    today: date
    is_audited: bool
    #: Days the contract gives to withhold; unknown where nobody read them out of it.
    withhold_days: int | None = None
    claims: Sequence[Claim] = ()

    @property
    def has_time(self) -> bool:
        """Whether a later word still reaches accounts payable."""
        return self.today < self.due - NOTICE

    @property
    def last_word(self) -> date:
        return self.due - NOTICE


@dataclass(frozen=True)
class Ruled:
    """Our advice about one bill."""

    advice: str
    withheld: Decimal
    reason: str
    #: Of the bill's amount what we hold to be the client's money, withheld or not.
    theirs: Decimal = NOTHING


def rule(facts: Facts) -> Ruled:
    """The advice these facts lead to."""
    if facts.amount <= 0:
        return Ruled(Advice.PAY, NOTHING, "Nothing is due.")
    if not facts.is_audited:
        return _unaudited(facts)
    theirs = min(_sum(c for c in facts.claims if c.answer != Answer.NO), facts.amount)
    could = [claim for claim in facts.claims if not _why_not(claim, facts)]
    agreed = [claim for claim in could if claim.answer == Answer.WITHHOLD]
    waiting = [claim for claim in could if claim.answer == Answer.WAITING]
    if waiting and facts.has_time:
        reason = (
            f"{_money(_sum(waiting), facts)} of it waits for your decision: {_titles(waiting)}. "
            f"Pay it without that if you accept, in full if you have not decided by "
            f"{written.day(facts.last_word)}."
        )
        return Ruled(Advice.HOLD, facts.amount, reason, theirs)
    withheld = min(_sum(agreed), facts.amount)
    if withheld:
        reason = f"{_money(withheld, facts)} is disputed, as you accepted: {_titles(agreed)}."
        advice = Advice.HOLD if withheld == facts.amount else Advice.WITHHOLD
        return Ruled(advice, withheld, reason, theirs)
    return Ruled(Advice.PAY, NOTHING, _why_paid(facts, theirs), theirs)


def _unaudited(facts: Facts) -> Ruled:
    if facts.has_time:
        reason = (
            "It is not audited yet. Pay it in full if we have said nothing else by "
            f"{written.day(facts.last_word)}."
        )
        return Ruled(Advice.HOLD, facts.amount, reason)
    reason = "It was not audited in time. What is wrong with it can still be asked back."
    return Ruled(Advice.PAY, NOTHING, reason)


def _why_not(claim: Claim, facts: Facts) -> str:
    """Why this claim is paid and asked back rather than withheld; empty when it may be withheld."""
    if claim.answer == Answer.NO:
        return "you decided not to dispute it"
    if claim.answer == Answer.NOT_ASKED:
        return "we have not asked you to dispute it yet"
    if claim.answer == Answer.PAY:
        return "you chose to pay in full meanwhile"
    if claim.is_life_safety:
        return "an alarm, elevator or emergency line hangs on it, which must not be cut off"
    if claim.confidence not in SURE:
        return "the proof is not one-sided enough to withhold"
    if facts.withhold_days is None:
        return "the contract on file gives no time to withhold"
    if facts.today > facts.bill_date + timedelta(days=facts.withhold_days):
        return "the contract’s time to withhold is over"
    return ""


def _why_paid(facts: Facts, theirs: Decimal) -> str:
    if not theirs:
        return "Nothing to withhold was found on it."
    reasons = [_why_not(c, facts) or "you have not decided in time" for c in facts.claims
               if c.answer != Answer.NO]  # fmt: skip
    because = "; ".join(dict.fromkeys(reasons))
    return f"{_money(theirs, facts)} of it is to be asked back, not withheld: {because}."


def _sum(claims: Sequence[Claim] | object) -> Decimal:
    return sum((claim.amount for claim in claims), NOTHING)


def _titles(claims: Sequence[Claim]) -> str:
    titles = list(dict.fromkeys(claim.title for claim in claims))
    more = f" and {len(titles) - 2} more" if len(titles) > 2 else ""
    return "; ".join(titles[:2]) + more


def _money(amount: Decimal, facts: Facts) -> str:
    return written.money(amount, facts.currency)
