"""What a request is made of when it is drawn: computed numbers, anchors, appendices.

Every form of it goes by this, so that "Section 4.2" is one place in all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from rfp.issuing.references import Target, Targets
from rfp.issuing.shape import IssuedClause, IssuedRequest, IssuedSection, IssuedTable


@dataclass(frozen=True)
class Place:
    """A heading with its number; ``level`` counts from 1."""

    number: str
    title: str
    anchor: str
    level: int

    @property
    def heading(self) -> str:
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class Chapter:
    """A section with its place, and its clauses with theirs."""

    place: Place
    section: IssuedSection
    clauses: tuple[tuple[Place, IssuedClause], ...]


@dataclass(frozen=True)
class Appendix:
    """What is made of the request's own facts: award, answers, sites, prices, metrics, a table."""

    kind: str
    place: Place
    table: IssuedTable | None

    @property
    def heading(self) -> str:
        return f"{self.place.number}. {self.place.title}"


class Outline:
    """The request with its numbers."""

    def __init__(self, request: IssuedRequest) -> None:
        self.request = request
        self.chapters = tuple(
            Chapter(
                Place(str(number), section.title, f"section-{number}", 1),
                section,
                tuple(
                    (Place(f"{number}.{at}", clause.title, f"section-{number}-{at}", 2), clause)
                    for at, clause in enumerate(section.clauses, start=1)
                ),
            )
            for number, section in enumerate(request.sections, start=1)
        )

    @cached_property
    def appendices(self) -> tuple[Appendix, ...]:
        """Those that this request has, with their letters."""
        request = self.request
        there: list[tuple[str, str, IssuedTable | None]] = [
            ("award", "How proposals are scored", None)
        ]
        if request.requirements:
            there.append(("answers", "How to answer", None))
        if request.sites:
            there.append(("sites", "Sites", None))
        if request.prices:
            there.append(("prices", "Price lines", None))
        if request.metrics:
            there.append(("metrics", "What the contract measures", None))
        there += [("table", table.title, table) for table in request.tables]
        return tuple(
            Appendix(
                kind, Place(f"Appendix {letter}", title, f"appendix-{letter.lower()}", 1), table
            )
            for letter, (kind, title, table) in zip(ascii_uppercase, there, strict=False)
        )

    @cached_property
    def targets(self) -> Targets:
        """What texts can point to."""
        return Targets(dict(self._targets()))

    def _targets(self) -> Iterator[tuple[str, Target]]:
        for chapter in self.chapters:
            places = [(chapter.section.id, chapter.place)]
            places += [(clause.id, place) for place, clause in chapter.clauses]
            for id_, place in places:
                if id_:
                    yield id_, Target(f"Section {place.number}", place.anchor)
        for _, wanted in self.request.requirements:
            yield wanted.id, Target(wanted.id, wanted.id)
        for metric in self.request.metrics:
            yield metric.id, Target(f"{metric.id} {metric.title}", metric.id)
