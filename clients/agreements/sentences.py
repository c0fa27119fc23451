"""The terms of an agreement in plain sentences, as both sides read them."""

from clients.agreements.terms import RetainerTerms
from retainer.lib import format as written


def in_sentences(terms: RetainerTerms) -> list[str]:
    """What these terms say: included, left over, beyond, rounded, notice."""
    return [
        _included(terms),
        _left_over(terms),
        _beyond(terms),
        _rounded(terms),
        f"Either side may end it; notice is {written.count(terms.notice_days, 'day')}.",
    ]


def _included(terms: RetainerTerms) -> str:
    agreement = terms.agreement
    fee = written.money(terms.monthly_fee, agreement.currency)
    worth = "work worth " if agreement.counts_money else ""
    return f"The fee of {fee} a month includes {worth}{agreement.written(terms.allowance)}."


def _left_over(terms: RetainerTerms) -> str:
    if terms.rollover == RetainerTerms.Rollover.LAPSE:
        return "What is left over lapses at the end of the month."
    limits = []
    if terms.rollover_cap is not None:
        limits.append(f"at most {terms.agreement.written(terms.rollover_cap)}")
    if terms.rollover_months is not None:
        limits.append(f"for {written.count(terms.rollover_months, 'month')}")
    within = f", {' and '.join(limits)}" if limits else ""
    return f"What is left over is carried into the next month{within}."


def _beyond(terms: RetainerTerms) -> str:
    if terms.overage == RetainerTerms.Overage.AHEAD:
        return "What goes beyond is taken from the next month."
    agreement = terms.agreement
    if agreement.counts_money:
        price = "at what it costs"
    elif terms.overage_rate is None:
        price = "at each person's own rate"
    else:
        price = f"at {written.money(terms.overage_rate, agreement.currency)} an hour"
    asked = ", once the client has accepted it" if terms.overage == terms.Overage.ASK else ""
    return f"What goes beyond is billed {price}{asked}."


def _rounded(terms: RetainerTerms) -> str:
    if not terms.rounding_minutes:
        return "Time is charged as worked."
    step = terms.get_rounding_minutes_display()
    how = "up" if terms.rounding == RetainerTerms.Rounding.UP else "to the nearest step"
    return f"Time is charged in steps of {step}, rounded {how}."
