"""One change between two documents, and two ways in which lines differ besides their words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rfp.compare.paragraphs import Side, letters
from rfp.compare.story import Line

PARTS = (
    *("body", "table", "header", "footer", "footnote", "endnote", "comment", "textbox"),
    "properties",
)


class Kind(StrEnum):
    """What happened to a stretch of a document."""

    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    FORMATTING = "formatting"


@dataclass(frozen=True)
class Change:
    """One change; ``before`` and ``after`` are empty where there was or is nothing."""

    kind: Kind
    part: str
    where: str
    before: str
    after: str
    is_disclosed: bool

    def as_json(self) -> dict[str, object]:
        """As ``compare_documents`` prints it."""
        return {
            "kind": str(self.kind),
            "part": self.part,
            "where": self.where,
            "before": self.before,
            "after": self.after,
            "disclosed": self.is_disclosed,
        }


def kind_of(before: str, after: str) -> Kind:
    """Changed where there are words on both sides."""
    if before and after:
        return Kind.CHANGED
    return Kind.DELETED if before else Kind.INSERTED


def beside(line: Line, before: Side, after: Side, *, is_disclosed: bool) -> Iterator[Change]:
    """What is not text: field codes, addresses of links, numbering."""
    for what, one, other in (
        ("field code", "; ".join(before.codes), "; ".join(after.codes)),
        ("address of a link", " ".join(before.links), " ".join(after.links)),
    ):
        if one != other:
            where = f"{line.where}, {what}"
            yield Change(kind_of(one, other), line.part, where, one, other, is_disclosed)
    if before.number.pattern != after.number.pattern:
        yield Change(
            Kind.FORMATTING,
            line.part,
            f"{line.where}, numbering",
            before.number.pattern or "not numbered",
            after.number.pattern or "not numbered",
            is_disclosed,
        )


def looks(line: Line, before: Side, after: Side, *, is_disclosed: bool) -> Iterator[Change]:
    """Stretches of the same words that look different."""
    if len(before.looks | after.looks) < 2:
        return
    stretch = ""
    seen: tuple[frozenset[str], frozenset[str]] | None = None
    told = []
    for (letter, one, _), (_, other, is_apart) in zip(
        letters(before), letters(after), strict=False
    ):
        if one != other and seen == (one, other):
            stretch += (" " if is_apart else "") + letter
            continue
        if seen is not None:
            told.append((stretch, seen))
        stretch, seen = (letter, (one, other)) if one != other else ("", None)
    if seen is not None:
        told.append((stretch, seen))
    for words, (one, other) in told:
        yield Change(
            Kind.FORMATTING,
            line.part,
            line.where,
            f"{words} ({', '.join(sorted(one)) or 'plain'})",
            f"{words} ({', '.join(sorted(other)) or 'plain'})",
            is_disclosed,
        )
