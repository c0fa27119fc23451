"""A retainer's terms in sentences, the same on every page and on paper."""

from dataclasses import dataclass

from clients.agreements.models import RetainerAgreement
from clients.agreements.terms import RetainerTerms
from clients.retainers.frozen import Terms
from retainer.lib import format as written

Rollover, Overage = RetainerTerms.Rollover, RetainerTerms.Overage
STEPS = dict(RetainerTerms.STEPS)


@dataclass(frozen=True)
class Clause:
    """One thing that was agreed."""

    title: str
    text: str


def clauses(terms: RetainerTerms | Terms, agreement: RetainerAgreement) -> list[Clause]:
    """What was agreed, thing by thing; the terms may be those of a closed month."""
    return [
        Clause("Included", _included(terms, agreement)),
        Clause("What is left over", _left_over(terms, agreement)),
        Clause("Work beyond it", _beyond(terms, agreement)),
        Clause("How time is charged", _charged(terms)),
        Clause("Ending it", _ending(terms, agreement)),
    ]


def _included(terms: RetainerTerms | Terms, agreement: RetainerAgreement) -> str:
    fee = written.money(terms.monthly_fee, agreement.currency)
    if agreement.counts_money:
        work = f"work up to {agreement.written(terms.allowance)}, at each person’s hourly rate"
    else:
        work = f"{agreement.written(terms.allowance)} of work"
    return f"{fee} a month for {work}, on as many projects at once as you like."


def _left_over(terms: RetainerTerms | Terms, agreement: RetainerAgreement) -> str:
    if terms.rollover == Rollover.LAPSE:
        return "What is not used by the end of a month lapses."
    sentence = "What is not used is carried into the next month"
    if terms.rollover_cap is not None:
        sentence += f", at most {agreement.written(terms.rollover_cap)}"
    if terms.rollover_months is None:
        return f"{sentence}, and does not lapse with time."
    lasts = written.count(terms.rollover_months, "month")
    return f"{sentence}; it lapses {lasts} after the month it came from. The oldest is used first."


def _beyond(terms: RetainerTerms | Terms, agreement: RetainerAgreement) -> str:
    if terms.overage == Overage.AHEAD:
        return "What a month uses beyond it is taken from the next month, at no charge."
    if agreement.counts_money:
        price = "at what it costs"
    elif terms.overage_rate is None:
        price = "at each person’s hourly rate"
    else:
        price = f"at {written.money(terms.overage_rate, agreement.currency)} an hour"
    if terms.overage == Overage.ASK:
        return f"We ask before we go beyond it; what is accepted is billed {price}."
    return f"What goes beyond it is billed {price}."


def _charged(terms: RetainerTerms | Terms) -> str:
    if not terms.rounding_minutes:
        return "To the minute, as worked."
    step = STEPS.get(terms.rounding_minutes, f"{terms.rounding_minutes} minutes")
    up = terms.rounding == RetainerTerms.Rounding.UP
    how = f"rounded up to steps of {step}" if up else f"rounded to the nearest {step}"
    return f"Each entry is {how}; the time really worked is kept beside it."


def _ending(terms: RetainerTerms | Terms, agreement: RetainerAgreement) -> str:
    days = written.count(terms.notice_days, "day’s,days’")
    notice = f"Either side may end it with {days} notice."
    if agreement.ends_on is None:
        return f"No end is agreed. {notice}"
    return f"It ends on {written.day(agreement.ends_on)}. {notice}"
