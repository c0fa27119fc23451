"""What the linter reads of a request, whether it is written, was written, or is issued."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rfp.authoring.history_models import PieceChange
from rfp.authoring.models import Rfp
from rfp.issuing.shape import IssuedRequest


@dataclass(frozen=True)
class PieceText:
    """The words of one piece; ``text`` is Markdown, except in lists, where it is a line."""

    code: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True)
class Chapter:
    """A section with the texts in it, clauses before requirements."""

    code: str
    title: str
    pieces: tuple[PieceText, ...] = ()


@dataclass(frozen=True)
class RequestText:
    """All words of a request that bidders will read, in order.

    ``lines`` are names in the schedule, needs of sites and descriptions of prices; ``appendices``
    are the titles of those that follow the chapters.
    """

    client: str
    title: str
    chapters: tuple[Chapter, ...]
    lines: tuple[PieceText, ...] = ()
    appendices: tuple[str, ...] = ()

    def piece(self, code: str) -> PieceText | None:
        """The clause or requirement of this number."""
        return next(
            (each for chapter in self.chapters for each in chapter.pieces if each.code == code),
            None,
        )

    def holds(self, code: str) -> bool:
        """Whether there is a section, piece or line of this number."""
        return (
            any(code == each.code for each in (*self.chapters, *self.lines))
            or self.piece(code) is not None
        )

    def with_piece(self, code: str, **words: str) -> "RequestText":
        """The request as it would be with other words in one piece."""
        return replace(
            self,
            chapters=tuple(
                replace(
                    chapter,
                    pieces=tuple(
                        replace(each, **words) if each.code == code else each
                        for each in chapter.pieces
                    ),
                )
                for chapter in self.chapters
            ),
        )


#: What a line of a list says, by the letter of its piece.
SAYS = {"D": "name", "L": "wanted", "P": "description"}


def as_it_stands(rfp: Rfp) -> RequestText:
    """The working copy."""
    within: dict[int, list[PieceText]] = {}
    for rows in (rfp.clauses.all(), rfp.requirements.all()):
        for row in rows:
            within.setdefault(row.section_id, []).append(
                PieceText(row.code, row.title, _plain(row.text))
            )
    lines = [
        PieceText(row.code, text=getattr(row, SAYS[row.letter]))
        for rows in (rfp.steps.all(), rfp.sites.all(), rfp.prices.all())
        for row in rows
    ]
    tables = [each.get_kind_display() for each in rfp.appendices.all()]
    return RequestText(
        client=rfp.client.name,
        title=rfp.title,
        chapters=tuple(
            Chapter(row.code, row.title, tuple(within.get(row.pk, ())))
            for row in rfp.sections.all()
        ),
        lines=tuple(lines),
        appendices=_appendices((each.code for each in lines), within.values(), tables),
    )


def as_it_stood(rfp: Rfp, at: datetime) -> RequestText:
    """The working copy as it was at a moment, put together from the history of its pieces."""
    last: dict[tuple[str, int], PieceChange] = {}
    for change in rfp.changes.filter(at__lte=at).order_by("at", "pk"):
        last[change.letter, change.number] = change
    there = sorted(
        (each for each in last.values() if each.act != PieceChange.Act.REMOVED),
        key=lambda each: ("SCRDLP".find(each.letter), each.content.get("position", 0), each.pk),
    )
    chapters = [each for each in there if each.letter == "S"]
    lines = [PieceText(each.code, text=_said(each)) for each in there if each.letter in SAYS]
    within = {
        chapter.number: [
            PieceText(
                each.code, each.content.get("title", ""), _plain(each.content.get("text", ""))
            )
            for each in there
            if each.letter in "CR" and each.content.get("section") == chapter.number
        ]
        for chapter in chapters
    }
    return RequestText(
        client=rfp.client.name,
        title=rfp.title,
        chapters=tuple(
            Chapter(each.code, each.content.get("title", ""), tuple(within[each.number]))
            for each in chapters
        ),
        lines=tuple(lines),
        appendices=_appendices((each.code for each in lines), within.values(), ()),
    )


def as_issued(request: IssuedRequest) -> RequestText:
    """What bidders have."""
    lines = [
        *(PieceText(step.id, text=step.name) for step in request.steps),
        *(PieceText(site.id, text=site.wanted) for site in request.sites),
        *(PieceText(price.id, text=price.description) for price in request.prices),
    ]
    chapters = tuple(
        Chapter(
            section.id,
            section.title,
            (
                *(PieceText(each.id, each.title, _plain(each.text)) for each in section.clauses),
                *(
                    PieceText(each.id, each.title, _plain(each.text))
                    for each in section.requirements
                ),
            ),
        )
        for section in request.sections
    )
    return RequestText(
        client=request.client,
        title=request.title,
        chapters=chapters,
        lines=tuple(each for each in lines if each.text),
        appendices=_appendices(
            (each.code for each in lines),
            (chapter.pieces for chapter in chapters),
            [table.title for table in request.tables],
        ),
    )


def _said(change: PieceChange) -> str:
    content: Mapping[str, Any] = change.content
    return content.get(SAYS[change.letter]) or ""


def _plain(text: str) -> str:
    """As a text field of a page has it: lines end in one character."""
    return text.replace("\r\n", "\n")


def _appendices(
    codes: Iterable[str], pieces: Iterable[Iterable[PieceText]], tables: Iterable[str]
) -> tuple[str, ...]:
    """Those that the issued request will have, in the order of their letters."""
    letters = {code[:1] for code in codes}
    letters |= {piece.code[:1] for some in pieces for piece in some}
    found = ["How proposals are scored"]
    found += [
        title
        for letter, title in (("R", "How to answer"), ("L", "Sites"), ("P", "Price lines"))
        if letter in letters
    ]
    return (*found, *tables)
