"""How a request stands by each rule of E-rate on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rfp.issuing.erate import Window, as_heavy, keep_until


@dataclass(frozen=True)
class Facts:
    """What the rules are held against; a day that nobody knows yet is none."""

    today: date
    form_470: str
    posted: date | None
    days: int
    #: Every change since the posting, and those of them that begin the days anew.
    changes: int
    substantive: tuple[date, ...]
    due: date | None
    award: date | None
    signed: date | None
    last_service: date | None
    #: Points of 100 for the price, and for each section of requirements.
    price: Decimal
    points: Mapping[str, Decimal]
    unanswered: int


@dataclass(frozen=True)
class Rule:
    """One rule: what it asks, where it stands written, and how the request stands by it."""

    code: str
    title: str
    source: str
    state: str  # kept, open, broken
    told: str


def window_of(facts: Facts) -> Window | None:
    """The bidding window as it runs now; none before the posting."""
    if facts.posted is None:
        return None
    return Window(facts.posted, facts.substantive, facts.days)


def rules(facts: Facts) -> list[Rule]:
    """Every rule, in the order in which a competition meets them."""
    window = window_of(facts)
    return [
        _posting(facts),
        _price(facts),
        _changes(facts, window),
        _due(facts, window),
        _questions(facts),
        _award(facts, window),
        _papers(facts),
    ]


def _posting(facts: Facts) -> Rule:
    missing = [
        words
        for words, fact in (("its number", facts.form_470), ("the day", facts.posted))
        if not fact
    ]
    told = (
        f"Note {' and '.join(missing)}."
        if missing
        else f"Form 470 {facts.form_470}, posted on {_day(facts.posted)}."
    )
    return Rule(
        "posting", "Form 470 and the request are posted", "47 CFR 54.503(c)",
        "open" if missing else "kept", told,
    )  # fmt: skip


def _price(facts: Facts) -> Rule:
    heavier = as_heavy(facts.points, facts.price)
    price = f"{facts.price.normalize():f}"
    told = (
        f"Price has {price} of 100 points, and {', '.join(heavier)} as many or more. Give the "
        "price more, alone."
        if heavier
        else f"Price has {price} of 100 points, and no other factor has as many."
    )
    return Rule(
        "price", "The price of eligible services weighs most, alone", "47 CFR 54.503(c)",
        "broken" if heavier else "kept", told,
    )  # fmt: skip


def _changes(facts: Facts, window: Window | None) -> Rule:
    if facts.substantive and window:
        told = f"The {window.days} days began anew on {_day(window.begins)}."
    elif facts.changes:
        told = "No change was one of substance."
    else:
        told = "Nothing changed since the posting."
    return Rule(
        "changes", "A change of substance begins the days anew", "USAC, competitive bidding",
        "kept", told,
    )  # fmt: skip


def _due(facts: Facts, window: Window | None) -> Rule:
    days = facts.days
    state, told = "kept", f"Bidders have until {_day(facts.due)}."
    if window is None:
        state, told = "open", "Nobody knows before it is posted."
    elif facts.due is None:
        state, told = "open", f"Name when proposals are due: {_day(window.closes)} or later."
    elif facts.due < window.closes:
        state, told = (
            "broken",
            f"Proposals are due on {_day(facts.due)}. Move it to {_day(window.closes)} or later.",
        )
    return Rule("due", f"Bidders have {days} full days", "47 CFR 54.503(c)(4)", state, told)


def _questions(facts: Facts) -> Rule:
    waits = facts.unanswered
    told = (
        f"{waits} {'question waits' if waits == 1 else 'questions wait'} for an answer to all."
        if waits
        else "No question waits. What was asked and answered is kept."
    )
    return Rule(
        "questions", "Every question is answered, to all bidders, and kept",
        "USAC, competitive bidding (advised)", "open" if waits else "kept", told,
    )  # fmt: skip


def _award(facts: Facts, window: Window | None) -> Rule:
    title = "No contract before the allowable contract date"
    source = "47 CFR 54.503(c)(4)"
    if window is None:
        return Rule("award", title, source, "open", "Nobody knows before it is posted.")
    first = window.allowable_contract_date
    for day, deed in ((facts.signed, "was signed"), (facts.award, "is to be awarded")):
        if day and day < first:
            told = f"It {deed} on {_day(day)}; allowed from {_day(first)} on."
            return Rule("award", title, source, "broken", told)
    state = "kept" if facts.signed or facts.award else "open"
    return Rule("award", title, source, state, f"Allowed from {_day(first)} on.")


def _papers(facts: Facts) -> Rule:
    title, source = "Papers are kept for ten years after the last service", "47 CFR 54.516(a)"
    if facts.last_service is None:
        return Rule("papers", title, source, "open", "Note the last day of service.")
    until = keep_until(facts.last_service)
    told = f"Keep every bid, score, question and letter until {_day(until)}."
    return Rule("papers", title, source, "kept", told)


def _day(day: date | None) -> str:
    return f"{day:%-d %b %Y}" if day else ""
