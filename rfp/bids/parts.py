"""The response as people work on it: parts, in each part rows, in each row cells to fill in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rfp.bids.asking import DECLARATIONS, GUIDE, PRICES, REQUIREMENTS, SITES, Place, places
from rfp.bids.checking import Fault, Weight
from rfp.bids.contents import Contents, answer
from rfp.issuing.flow import plain
from rfp.issuing.outline import Outline
from rfp.issuing.shape import IssuedRequest


@dataclass
class Row:
    """What is asked, and its cells."""

    id: str
    title: str
    text: str = ""
    level: str = ""
    evidence: str = ""
    places: list[Place] = field(default_factory=list)


@dataclass
class Part:
    """What one person works on at a time; its key stays when an addendum adds others."""

    key: str
    title: str
    about: str
    rows: list[Row] = field(default_factory=list)

    @property
    def is_priced(self) -> bool:
        return self.key == "prices"

    @property
    def is_rows(self) -> bool:
        """Whether the bidder makes its rows, as exceptions are."""
        return self.key in ROWS

    def places(self) -> Iterator[Place]:
        for row in self.rows:
            yield from row.places


@dataclass(frozen=True)
class Progress:
    """How far a part has come."""

    part: Part
    answered: int
    asked: int
    wrong: int
    missing: int
    who: str


#: Parts whose rows the bidder makes.
ROWS = ("exceptions", "confidential")


def parts(request: IssuedRequest) -> list[Part]:
    """Every part, in the order in which one works."""
    by_sheet: dict[str, dict[str, list[Place]]] = {}
    for place in places(request):
        by_sheet.setdefault(place.sheet, {}).setdefault(place.row, []).append(place)
    found = [
        Part("you", "Who you are", "Who answers, and who may bind the bidder."),
        *_sections(request, by_sheet.get(REQUIREMENTS, {})),
    ]
    _fill(found[0], by_sheet[GUIDE])
    if SITES in by_sheet:
        titles = {site.id: f"{site.name}, {site.address}: {site.wanted}" for site in request.sites}
        sites = Part("sites", "Sites", "Which of them you can serve, and when. Prices are sealed.")
        _fill(sites, by_sheet[SITES], titles)
        found.append(sites)
    if PRICES in by_sheet:
        prices = Part("prices", "Prices", "Of one unit, in " + request.currency + ". Sealed apart.")
        _fill(prices, by_sheet[PRICES], {each.id: each.description for each in request.prices})
        found.append(prices)
    declarations = Part("declarations", "Declarations", "“None” is an answer, an empty one is not.")
    _fill(declarations, by_sheet[DECLARATIONS])
    return [
        *found,
        Part("exceptions", "Exceptions", "Clauses that you want in other words, each with why."),
        Part("confidential", "Confidential", "What must not be shown to others, and why."),
        declarations,
    ]


def _sections(request: IssuedRequest, rows: dict[str, list[Place]]) -> Iterator[Part]:
    targets = Outline(request).targets
    for number, section in enumerate(request.sections, start=1):
        if not section.requirements:
            continue
        part = Part(section.id or f"section-{number}", section.title, "")
        for wanted in section.requirements:
            text = plain(targets.plain(wanted.text))
            row = Row(wanted.id, wanted.title, text, wanted.level, wanted.evidence)
            row.places = rows.get(wanted.id, [])
            part.rows.append(row)
        yield part


def _fill(part: Part, rows: dict[str, list[Place]], titles: dict[str, str] | None = None) -> None:
    for id_, found in rows.items():
        named = (titles or {}).get(id_)
        part.rows.append(Row(id_ if named else "", named or id_, places=found))


def progress(
    found: list[Part], contents: Contents, faults: list[Fault], people: dict[str, str]
) -> list[Progress]:
    """How far each part has come, and who works on it."""
    return [_progress(part, contents, faults, people) for part in found]


def _progress(
    part: Part, contents: Contents, faults: list[Fault], people: dict[str, str]
) -> Progress:
    cells = {(place.sheet, place.cell) for place in part.places()}
    if part.is_rows:
        own = [fault for fault in faults if fault.sheet.lower() == part.key]
        answered = asked = len(contents[part.key])
    else:
        own = [fault for fault in faults if (fault.sheet, fault.cell) in cells]
        wanted = [place for place in part.places() if place.ask.is_required]
        asked = len(wanted)
        answered = sum(
            bool(answer(contents, place.sheet, place.row, place.heading)) for place in wanted
        )
    return Progress(
        part,
        answered,
        asked,
        sum(fault.weight is Weight.WRONG for fault in own),
        sum(fault.weight is Weight.MISSING for fault in own),
        people.get(contents.get("parts", {}).get(part.key, ""), ""),
    )


def named(request: IssuedRequest) -> list[tuple[str, str]]:
    """What exceptions and confidential parts may name: every clause and requirement."""
    return [
        *((clause.id, clause.title) for section in request.sections for clause in section.clauses),
        *((wanted.id, wanted.title) for _, wanted in request.requirements),
        *((site.id, site.name) for site in request.sites),
        *((price.id, price.description) for price in request.prices),
    ]
