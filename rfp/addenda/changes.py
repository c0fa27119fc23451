"""What differs between two issues of a request, piece by piece, with the words of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rfp.addenda.redline import Stretch, redline
from rfp.issuing.shape import IssuedRequest

#: What facts of pieces are called where their own name says too little.
LABELS = {
    "answer": "Kind of answer",
    "at": "When",
    "evidence": "Evidence wanted",
    "kind": "Which step",
    "taken_at": "As it was on file",
    "wanted": "Needed there",
}


class Act(StrEnum):
    """What happened to a piece."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    MOVED = "moved"


@dataclass(frozen=True)
class Difference:
    """One fact of a piece: what it is called, and its words before and now."""

    name: str
    before: str
    now: str

    @property
    def label(self) -> str:
        """What a person calls the fact."""
        return LABELS.get(self.name, self.name.capitalize())

    @property
    def redline(self) -> list[Stretch]:
        """The words of both, those that went and those that came told apart."""
        return redline(self.before, self.now)


@dataclass(frozen=True)
class Change:
    """What happened to one piece, such as R-014; the request's own facts have no code."""

    code: str
    title: str
    act: Act
    differences: tuple[Difference, ...] = ()

    @property
    def key(self) -> str:
        """What a rationale is kept under: the code, or the fact's own name."""
        return self.code or self.title


#: What a bidder cannot overlook when it changes: the answer or its price may be another.
SUBSTANTIVE = {
    *("text", "level", "answer", "unit", "wanted", "quantity", "description", "at"),
    *("inputs", "formula", "target", "floor", "credit", "window", "source", "places", "rounding"),
}
FACTS = {
    "title": "Title",
    "contact": "Bidders write to",
    "currency": "Currency",
    "term_months": "First term in months",
    "price_weight": "Points for the price",
    "formula": "Price formula",
    "ceiling": "Ceiling of the price",
    "shows_weights": "Bidders see the weights",
}
#: What a piece is called, and what stands below it as pieces of its own.
UNTOLD = {"id", "clauses", "requirements"}


def changes(before: IssuedRequest, now: IssuedRequest) -> list[Change]:
    """Every change in reading order: of the request's facts, its text, its dates and its prices."""
    return [
        *_of_facts(before, now),
        *_of_pieces(_sections(before), _sections(now)),
        *_of_pieces(_clauses(before), _clauses(now)),
        *_of_pieces(_requirements(before), _requirements(now)),
        *_of_pieces(_by_id(before.steps), _by_id(now.steps)),
        *_of_pieces(_by_id(before.sites), _by_id(now.sites)),
        *_of_pieces(_by_id(before.prices), _by_id(now.prices)),
        *_of_pieces(_metrics(before), _metrics(now)),
        *_of_tables(before, now),
    ]


def changed_ids(found: Iterable[Change]) -> frozenset[str]:
    """The pieces whose rows of the response workbook are marked."""
    return frozenset(change.code for change in found if change.act in (Act.NEW, Act.CHANGED))


def is_substantive(change: Change) -> bool:
    """Whether an answer or a price could be another one because of it.

    Upon such a change an E-rate competition begins anew (47 CFR 54.503); a person may judge
    otherwise, with a reason.
    """
    if change.act == Act.MOVED:
        return False
    if change.act in (Act.NEW, Act.GONE):
        return True
    return not change.code or any(each.name in SUBSTANTIVE for each in change.differences)


def _of_facts(before: IssuedRequest, now: IssuedRequest) -> Iterator[Change]:
    for name, title in FACTS.items():
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield Change("", title, Act.CHANGED, (Difference(name, said(old), said(new)),))


def _of_tables(before: IssuedRequest, now: IssuedRequest) -> Iterator[Change]:
    """Appendices: a table that was taken anew is told by its days, and read in the appendix."""
    old = {table.title: table for table in before.tables}
    for table in now.tables:
        earlier = old.pop(table.title, None)
        if earlier is None:
            taken = Difference("taken_at", "", said(table.taken_at))
            yield Change("", f"Appendix: {table.title}", Act.NEW, (taken,))
        elif (earlier.head, earlier.rows) != (table.head, table.rows):
            taken = Difference("taken_at", said(earlier.taken_at), said(table.taken_at))
            yield Change("", f"Appendix: {table.title}", Act.CHANGED, (taken,))
    for table in old.values():
        taken = Difference("taken_at", said(table.taken_at), "")
        yield Change("", f"Appendix: {table.title}", Act.GONE, (taken,))


@dataclass(frozen=True)
class _Piece:
    """A piece, and the section it stands in."""

    title: str
    content: Any
    section: str = ""


def _sections(request: IssuedRequest) -> dict[str, _Piece]:
    return {each.id: _Piece(each.title, each) for each in request.sections}


def _clauses(request: IssuedRequest) -> dict[str, _Piece]:
    return {
        clause.id: _Piece(clause.title, clause, section.id)
        for section in request.sections
        for clause in section.clauses
    }


def _requirements(request: IssuedRequest) -> dict[str, _Piece]:
    return {
        wanted.id: _Piece(wanted.title, wanted, section.id)
        for section in request.sections
        for wanted in section.requirements
    }


def _metrics(request: IssuedRequest) -> dict[str, _Piece]:
    return {each.id: _Piece(each.title, each) for each in request.metrics}


def _by_id(pieces: Iterable[Any]) -> dict[str, _Piece]:
    return {
        each.id: _Piece(getattr(each, "name", "") or getattr(each, "description", ""), each)
        for each in pieces
    }


def _of_pieces(before: Mapping[str, _Piece], now: Mapping[str, _Piece]) -> Iterator[Change]:
    for code, piece in now.items():
        old = before.get(code)
        if old is None:
            yield Change(code, piece.title, Act.NEW, tuple(_words(None, piece.content)))
        elif differences := tuple(_words(old.content, piece.content)):
            yield Change(code, piece.title, Act.CHANGED, differences)
        elif old.section != piece.section:
            moved = Difference("section", old.section, piece.section)
            yield Change(code, piece.title, Act.MOVED, (moved,))
    for code, piece in before.items():
        if code not in now:
            yield Change(code, piece.title, Act.GONE, tuple(_words(piece.content, None)))


def _words(before: Any, now: Any) -> Iterator[Difference]:
    """Each fact that differs; of a piece that is new or gone each one that says something."""
    for field in fields(before if now is None else now):
        if field.name in UNTOLD:
            continue
        old = "" if before is None else said(getattr(before, field.name))
        new = "" if now is None else said(getattr(now, field.name))
        if old != new:
            yield Difference(field.name, old, new)


def said(value: object) -> str:
    """A fact in words."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{value:%-d %b %Y, %H:%M %Z}"
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)
