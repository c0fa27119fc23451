"""The request as a PDF: cover, contents with pages, computed numbers, bookmarks."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone

from clients.people.models import Practice
from retainer.lib import pdf
from rfp.issuing.grid import COMPLIANCE, NEEDS_WORDS
from rfp.issuing.outline import Chapter, Outline, Place
from rfp.issuing.reading import text_of
from rfp.issuing.shape import IssuedRequest
from rfp.pricing.formulas import FACTS

#: Where Letter is the paper of offices; elsewhere it is A4.
LETTER = ("America/", "US/", "Canada/", "Pacific/Honolulu")


#: Two hundred pages take about 25 s of processor time.
LIMITS = replace(pdf.LIMITS, cpu_seconds=170, wall_seconds=240)


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    title: str
    anchor: str
    entries: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class SectionWeight:
    """What a section's requirements count for, of all quality."""

    place: Place
    count: int
    weight: int
    share: Decimal


def draw(request: IssuedRequest, practice: Practice) -> bytes:
    """The PDF of what was frozen; raises ``Refused`` when it cannot be made."""
    with timezone.override(ZoneInfo(request.time_zone)):
        html = render_to_string("print/request/request.html", context(request, practice))
    return pdf.render(html, limits=LIMITS)


def context(request: IssuedRequest, practice: Practice) -> dict[str, object]:
    outline = Outline(request)
    return {
        **text_of(request),
        "request": request,
        "practice": practice,
        "title": f"{request.reference} {request.title}",
        "prepared_for": request.client,
        "paper": "letter" if request.time_zone.startswith(LETTER) else "A4",
        "created": datetime.combine(request.issued_on, time.min, ZoneInfo(request.time_zone)),
        "contents": _contents(outline),
        "due": request.step("due"),
        "formula": FACTS[request.formula],
        "quality_weight": request.quality_weight,
        "weights": _weights(outline),
        "compliance": [(answer, answer in NEEDS_WORDS) for answer in COMPLIANCE],
    }


def _contents(outline: Outline) -> list[Entry]:
    entries = [Entry("Key dates", "key-dates")] if outline.request.steps else []
    for chapter in outline.chapters:
        below = tuple(Entry(place.heading, place.anchor) for place, _ in chapter.clauses)
        entries.append(Entry(chapter.place.heading, chapter.place.anchor, below))
    for appendix in outline.appendices:
        entries.append(Entry(appendix.heading, appendix.place.anchor))
    return entries


def _weights(outline: Outline) -> list[SectionWeight]:
    scored = {chapter: _scored(chapter) for chapter in outline.chapters}
    total = sum(sum(weights) for weights in scored.values())
    return [
        SectionWeight(chapter.place, len(weights), sum(weights), Decimal(sum(weights)) / total)
        for chapter, weights in scored.items()
        if weights
    ]


def _scored(chapter: Chapter) -> list[int]:
    return [wanted.weight for wanted in chapter.section.requirements if wanted.weight]
