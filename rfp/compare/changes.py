"""The changes between two documents, each with its place and whether it was disclosed.

What was issued must equal what came back with every tracked change rejected: a difference there is
undisclosed. What the tracked changes do on top of it is disclosed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rfp.compare.matching import match
from rfp.compare.package import Package
from rfp.compare.paragraphs import Side, letters, unseen
from rfp.compare.properties import properties
from rfp.compare.story import Entry, Unit, units

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


def compare(issued: Path, returned: Path) -> list[Change]:
    """Every change between two DOCX files, by story; refuses what cannot be compared."""
    ours, theirs = Package(issued), Package(returned)
    mine, back = list(units(ours)), list(units(theirs))
    found = [*_undisclosed(mine, back), *_disclosed(back)]
    order = {part: number for number, part in enumerate(PARTS)}
    found.sort(key=lambda change: order[change.part])  # stable: reading order inside a part
    return [*found, *_embedded(ours, theirs), *_properties(ours, theirs)]


def _undisclosed(mine: list[Unit], back: list[Unit]) -> Iterator[Change]:
    for story in dict.fromkeys(unit.story for unit in [*mine, *back]):
        old = [unit for unit in mine if unit.story == story and _text(unit, "after")]
        new = [unit for unit in back if unit.story == story and _text(unit, "before")]
        if story == "comment":
            yield from _comments(old, new)
            continue
        pairs = match(
            [_text(unit, "after") for unit in old],
            [_text(unit, "before") for unit in new],
            lambda one, other, old=old, new=new: old[one].is_row == new[other].is_row,  # type: ignore[misc]
        )
        for pair in pairs:
            before = old[pair.before] if pair.before is not None else None
            after = new[pair.after] if pair.after is not None else None
            yield from _of_units(before, after, is_moved=pair.is_moved)


def _text(unit: Unit, side: str) -> str:
    """A unit's words before or after its own tracked changes; nothing if it is not there then."""
    sides: list[Side] = [getattr(entry.paragraph, side) for entry in unit.entries]
    return " | ".join(one.text for one in sides if one.exists).strip(" |")


def _of_units(before: Unit | None, after: Unit | None, *, is_moved: bool) -> Iterator[Change]:
    if before is None or after is None:
        yield from _one_sided(before, after)
        return
    if is_moved and _text(before, "after") == _text(after, "before"):
        first = after.entries[0]
        words = _text(after, "before")
        yield Change(Kind.MOVED, first.part, _from_to(before, after), words, words, False)
    cells: dict[tuple[int, int], list[Entry | None]] = defaultdict(lambda: [None, None])
    for side, unit in enumerate((before, after)):
        count: Counter[int] = Counter()
        for number, entry in enumerate(unit.entries):
            column = unit.columns[number] if unit.columns else 0
            cells[column, count[column]][side] = entry
            count[column] += 1
    for old, new in cells.values():
        yield from _of_entries(old, new)


def _one_sided(before: Unit | None, after: Unit | None) -> Iterator[Change]:
    unit = before or after
    if unit is None:
        return
    words = _text(unit, "after" if before else "before")
    first = unit.entries[0]
    where = first.where.rpartition(", column")[0] if unit.is_row else first.where
    kind = Kind.DELETED if before else Kind.INSERTED
    hidden = "" if before else _hidden(unit.entries[0].paragraph.before)
    yield Change(
        kind, first.part, where + hidden, words if before else "", "" if before else words, False
    )


def _hidden(side: Side) -> str:
    return " (not visible)" if unseen(side) else ""


def _from_to(before: Unit, after: Unit) -> str:
    return f"{after.entries[0].where}, was {before.entries[0].where}"


def _of_entries(old: Entry | None, new: Entry | None) -> Iterator[Change]:
    """Changes between a paragraph as it was issued and as it came back, untracked."""
    if old is None or new is None:
        entry = old or new
        side = entry.paragraph.after if old else entry.paragraph.before if entry else Side()
        if entry and side.text:
            kind = Kind.DELETED if old else Kind.INSERTED
            words = ("", side.text) if new else (side.text, "")
            yield Change(kind, entry.part, entry.where, *words, False)
        return
    before, after = old.paragraph.after, new.paragraph.before
    if before.text != after.text:
        kind = (
            Kind.CHANGED
            if before.text and after.text
            else (Kind.DELETED if before.text else Kind.INSERTED)
        )
        newly_unseen = unseen(after) if unseen(after) != unseen(before) else ""
        where = new.where + (" (not visible)" if newly_unseen else "")
        yield Change(kind, new.part, where, before.text, after.text, False)
    else:
        yield from _looks(new, before, after, is_disclosed=False)
    yield from _beside(old, new)


def _beside(old: Entry, new: Entry) -> Iterator[Change]:
    """What is not text: field codes, addresses of links, numbering."""
    before, after = old.paragraph, new.paragraph
    for what, one, other in (
        ("field code", " ".join(before.after.codes), " ".join(after.before.codes)),
        ("address of a link", " ".join(before.links), " ".join(after.links)),
    ):
        if one != other:
            yield Change(Kind.CHANGED, new.part, f"{new.where}, {what}", one, other, False)
    if before.numbering != after.numbering:
        yield Change(
            Kind.FORMATTING,
            new.part,
            f"{new.where}, numbering",
            before.numbering,
            after.numbering,
            after.tells_looks,
        )


def _looks(entry: Entry, before: Side, after: Side, *, is_disclosed: bool) -> Iterator[Change]:
    """Stretches of the same words that look different."""
    if len(before.looks | after.looks) < 2:
        return
    stretch = ""
    looks: tuple[frozenset[str], frozenset[str]] | None = None
    told = []
    for (letter, one), (_, other) in zip(letters(before), letters(after), strict=False):
        if one != other and looks == (one, other):
            stretch += letter
            continue
        if looks is not None:
            told.append((stretch, looks))
        stretch, looks = (letter, (one, other)) if one != other else ("", None)
    if looks is not None:
        told.append((stretch, looks))
    for words, (one, other) in told:
        yield Change(
            Kind.FORMATTING,
            entry.part,
            entry.where,
            f"{words} ({', '.join(sorted(one)) or 'plain'})",
            f"{words} ({', '.join(sorted(other)) or 'plain'})",
            is_disclosed,
        )


def _comments(old: list[Unit], new: list[Unit]) -> Iterator[Change]:
    """A comment of theirs is there to be seen; one of ours that changed or went is not told."""
    left = Counter(_text(unit, "after") for unit in old)
    for unit in new:
        words = _text(unit, "before")
        if left[words]:
            left[words] -= 1
        else:
            yield Change(Kind.INSERTED, "comment", unit.entries[0].where, "", words, True)
    for unit in old:
        words = _text(unit, "after")
        if left[words]:
            left[words] -= 1
            yield Change(Kind.DELETED, "comment", unit.entries[0].where, words, "", False)


def _disclosed(back: list[Unit]) -> Iterator[Change]:
    """What the tracked changes of the returned document do."""
    entries = [entry for unit in back for entry in unit.entries]
    moved = {
        entry.paragraph.before.text: entry for entry in entries if entry.paragraph.is_moved_away
    }
    arrived = {entry.paragraph.after.text for entry in entries if entry.paragraph.is_moved_here}
    for entry in entries:
        paragraph = entry.paragraph
        before = paragraph.before.text if paragraph.before.exists else ""
        after = paragraph.after.text if paragraph.after.exists else ""
        if paragraph.is_moved_away and before in arrived and not after:
            continue  # told where it arrives
        if paragraph.is_moved_here and after in moved and not before:
            where = f"{entry.where}, was {moved[after].where}"
            yield Change(Kind.MOVED, entry.part, where, after, after, True)
        elif before != after:
            yield Change(_kind(before, after), entry.part, entry.where, before, after, True)
        elif paragraph.tells_looks and before:
            yield from _looks(entry, paragraph.before, paragraph.after, is_disclosed=True)


def _kind(before: str, after: str) -> Kind:
    if before and after:
        return Kind.CHANGED
    return Kind.DELETED if before else Kind.INSERTED


def _embedded(ours: Package, theirs: Package) -> Iterator[Change]:
    """Pictures and files that are new or gone, by their content."""
    mine, back = list(ours.embedded()), list(theirs.embedded())
    for kind, some, others in ((Kind.DELETED, mine, back), (Kind.INSERTED, back, mine)):
        known = Counter(content for _, content in others)
        for name, content in some:
            if known[content]:
                known[content] -= 1
                continue
            words = f"{name.rpartition('/')[2]}, sha256 {content[:12]}"
            sides = (words, "") if kind is Kind.DELETED else ("", words)
            yield Change(kind, "body", "embedded file", *sides, False)


def _properties(ours: Package, theirs: Package) -> Iterator[Change]:
    mine, back = properties(ours), properties(theirs)
    for name in sorted(mine.keys() | back.keys()):
        before, after = mine.get(name, ""), back.get(name, "")
        if before != after:
            yield Change(_kind(before, after), "properties", name, before, after, False)
