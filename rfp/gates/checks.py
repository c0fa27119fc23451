"""The gates that a program can judge, from the request as it would be issued."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from retainer.lib.format import count
from rfp.authoring.measuring import faults
from rfp.authoring.models import Rfp
from rfp.authoring.weighing import points_of_sections
from rfp.checking.engine import Noted
from rfp.gates.gate import Gate
from rfp.issuing.erate import Window, as_heavy
from rfp.issuing.freezing import ISSUE_DATE
from rfp.issuing.outline import Outline
from rfp.issuing.shape import IssuedRequest
from rfp.library.placeholders import BLANK, PLACEHOLDERS
from rfp.sourcing import backing

#: How an exit is called in a heading.
EXIT = re.compile(
    r"\b(exit|transition[- ]out|termination assistance|end of (the )?contract)\b", re.I
)
#: A price below or above says that somebody did not choose it.
LEAST_PRICE, MOST_PRICE = Decimal(15), Decimal(50)
#: The steps in the order in which they must follow each other.
ORDER = ("questions", "addendum", "due", "opening", "award", "cutover")
SHOWN = 8


def automatic(rfp: Rfp, request: IssuedRequest, notes: list[Noted], now: datetime) -> list[Gate]:
    """Every gate that needs nobody's word."""
    return [
        _decision(rfp),
        _owner(rfp),
        _asked(request),
        _exit(request),
        _weights(request),
        _price(rfp, request),
        _metrics(rfp),
        _blanks(request),
        _lint(notes),
        _schedule(rfp, request, now),
    ]


def _decision(rfp: Rfp) -> Gate:
    todo = backing.todo(rfp.decision)
    holds = f"The client approved: {rfp.decision}."
    return Gate("decision", "Sourcing decision", (todo,) if todo else (), holds)


def _owner(rfp: Rfp) -> Gate:
    owner = rfp.owner
    todo: tuple[str, ...] = ()
    if owner is None:
        todo = ("Name the one person at the client who answers for the outcome.",)
    elif not (owner.is_active and rfp.client_id in owner.client_ids and owner.is_client_user):
        todo = (f"{owner} is not at {rfp.client} any more. Name who answers for the outcome now.",)
    return Gate("owner", "Accountable owner", todo, f"{owner} answers for the outcome.")


def _asked(request: IssuedRequest) -> Gate:
    outline = Outline(request)
    todo = [
        f"Section {chapter.place.heading} is empty. Write it or take it out."
        for chapter in outline.chapters
        if not chapter.clauses and not chapter.section.requirements
    ]
    if not request.requirements:
        todo.append("Add requirements: bidders have nothing to answer.")
    if not request.prices:
        todo.append("Add price lines: bidders have nothing to price.")
    asked = len(request.requirements)
    return Gate(
        "contents",
        "Something to answer",
        tuple(todo),
        f"{asked} requirements, {len(request.sites)} sites, {len(request.prices)} price lines.",
    )


def _exit(request: IssuedRequest) -> Gate:
    there = [
        place.heading
        for chapter in Outline(request).chapters
        for place, text in (
            (chapter.place, "".join(clause.text for clause in chapter.section.clauses)),
            *((place, clause.text) for place, clause in chapter.clauses),
        )
        if EXIT.search(place.title) and text.strip()
    ]
    todo = "Add the clause “Exit” of the library: how the client leaves, with whose help."
    return Gate("exit", "Exit", () if there else (todo,), f"{', '.join(there)} says how it ends.")


def _weights(request: IssuedRequest) -> Gate:
    scored = [wanted for _, wanted in request.requirements if wanted.level == "scored"]
    todo = [f"{wanted.id} is scored and has no weight." for wanted in scored if not wanted.weight]
    if request.quality_weight > 0 and not any(wanted.weight for wanted in scored):
        todo = [f"Give weights to requirements: nothing earns the {request.quality_weight} points."]
    if request.quality_weight < 0 or request.price_weight < 0:
        todo.append("Points for the price go from 0 to 100.")
    total = sum(wanted.weight for wanted in scored)
    return Gate(
        "weights",
        "Weights make 100",
        _some(todo),
        f"{request.price_weight:f} points for the price and {request.quality_weight:f} for "
        f"quality, shared by weights of {total} in all.",
    )


def _price(rfp: Rfp, request: IssuedRequest) -> Gate:
    price = request.price_weight
    told = f"Price has {price:f} of 100 points."
    if rfp.is_erate:
        points = _factors(request)
        heavier = [
            f"{title} has {points[title]:.1f} points and price {price:f}. By the rules of E-rate "
            "the price of eligible services weighs most, alone."
            for title in as_heavy(points, price)
        ]
        return Gate("price", "Price weighs most", _some(heavier), told)
    todo: tuple[str, ...] = ()
    if price > MOST_PRICE:
        todo = (f"{told} Above {MOST_PRICE} the cheapest wins whatever it is worth.",)
    elif price < LEAST_PRICE:
        todo = (f"{told} Below {LEAST_PRICE} the price hardly matters.",)
    return Gate("price", "Weight of the price", todo, told, is_warning=True)


def _factors(request: IssuedRequest) -> dict[str, Decimal]:
    """Each section of scored requirements with its points of 100."""
    weights = [
        (section.title, wanted.weight)
        for section in request.sections
        for wanted in section.requirements
    ]
    return points_of_sections(weights, request.quality_weight)


def _metrics(rfp: Rfp) -> Gate:
    metrics = list(rfp.metrics.all())
    todo = [
        f"{metric.code} {metric.title}: {fault}" for metric in metrics for fault in faults(metric)
    ]
    holds = f"{count(len(metrics), 'metric')}, and every example computes."
    return Gate("metrics", "Metrics that compute", _some(todo), holds)


def _blanks(request: IssuedRequest) -> Gate:
    targets = Outline(request).targets
    todo = []
    for code, text in _texts(request):
        todo += [f"{code} points to {name}, which is not there." for name in targets.missing(text)]
        todo += [
            f"{code} has the blank “{_named(found[1])}”, which nothing fills."
            for found in BLANK.finditer(ISSUE_DATE.sub("", text))
        ]
    holds = "Every blank is filled, and every reference leads somewhere."
    return Gate("blanks", "No blank left", _some(todo), holds)


def _named(blank: str) -> str:
    """What would stand there, or its own name without what only programs write."""
    return PLACEHOLDERS.get(blank, blank.replace("_", " "))


def _texts(request: IssuedRequest) -> Iterator[tuple[str, str]]:
    for section in request.sections:
        for clause in section.clauses:
            yield clause.id, f"{clause.title}\n{clause.text}"
        for wanted in section.requirements:
            yield wanted.id, f"{wanted.title}\n{wanted.text}"
    for metric in request.metrics:
        yield metric.id, f"{metric.title}\n{metric.text}"


def _lint(notes: list[Noted]) -> Gate:
    todo = [f"{each.code}: {each.rule.title}, “{each.words[:80]}”." for each in notes]
    return Gate("lint", "No error of the linter", _some(todo), "The linter finds no error.")


def _schedule(rfp: Rfp, request: IssuedRequest, now: datetime) -> Gate:
    steps = {step.kind: step for step in request.steps}
    todo = [
        f"Name when {words}."
        for kind, words in (("questions", "questions are due"), ("due", "proposals are due"))
        if kind not in steps
    ]
    named = [steps[kind] for kind in ORDER if kind in steps]
    todo += [
        f"{one.name} comes after {other.name.lower()}."
        for one, other in pairwise(named)
        if one.at >= other.at
    ]
    todo += [f"{step.name} lies in the past." for step in request.steps if step.at <= now]
    if rfp.is_erate and "due" in steps:
        zone = ZoneInfo(request.time_zone)
        due = steps["due"].at.astimezone(zone).date()
        award = steps["award"].at.astimezone(zone).date() if "award" in steps else None
        window = Window(now.astimezone(zone).date())
        todo += window.faults(due, award or window.allowable_contract_date)
    holds = "Every step lies ahead, each after the one before."
    return Gate("schedule", "Schedule", _some(todo), holds)


def _some(todo: list[str]) -> tuple[str, ...]:
    """The first few, and how many more there are."""
    more = len(todo) - SHOWN
    return (*todo[:SHOWN], f"And {more} more.") if more > 0 else tuple(todo)
