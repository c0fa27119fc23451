"""The changes between two documents, each with its place and whether it was disclosed.

What was issued must equal what came back with every tracked change rejected: a difference there is
undisclosed. What the tracked changes do on top of it is disclosed.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from rfp.compare.change import PARTS, Change, Kind, beside, kind_of, looks
from rfp.compare.document import blocks
from rfp.compare.enclosed import files, told_properties
from rfp.compare.matching import match
from rfp.compare.package import Package
from rfp.compare.paragraphs import unseen
from rfp.compare.story import Block, Line, Unit

__all__ = ["PARTS", "Change", "Comparison", "Kind", "compare"]


def compare(issued: Path, returned: Path) -> list[Change]:
    """Every change between two DOCX files, by story; refuses what cannot be compared."""
    return Comparison(Package(issued), Package(returned)).changes()


@dataclass(frozen=True)
class Counterparts:
    """A unit as it was issued and as it came back before tracked changes; one may be missing."""

    issued: Unit | None
    returned: Unit | None
    is_moved: bool


class Comparison:
    """Two packages read, and what is between them."""

    def __init__(self, issued: Package, returned: Package) -> None:
        self.issued, self.returned = issued, returned
        told = blocks(issued)
        self.mine = [unit for block in told for unit in block.after]
        self._blocks = blocks(returned)
        self._back = [unit for block in self._blocks for unit in block.before]
        #: Tracked changes that were issued themselves and came back as they were.
        self._known: Counter[tuple[str, str, str]] = Counter()
        self._leave_what_was_tracked_before(told)

    def changes(self) -> list[Change]:
        """All of them: by part, in reading order."""
        found = [*self._undisclosed(), *self._comments(), *self._disclosed()]
        order = {part: number for number, part in enumerate(PARTS)}
        found.sort(key=lambda change: order[change.part])  # stable: reading order inside a part
        told = " ".join(words for change in found for words in (change.before, change.after))
        enclosed = files(self.issued, self.returned, told)
        return [*found, *enclosed, *told_properties(self.issued, self.returned)]

    @cached_property
    def pairs(self) -> list[Counterparts]:
        """Which unit became which, comments apart."""
        found = []
        stories = dict.fromkeys(unit.story for unit in [*self.mine, *self._back])
        for story in stories:
            if story == "comment":
                continue
            old = [unit for unit in self.mine if unit.story == story]
            new = [unit for unit in self._back if unit.story == story]
            for one, other, is_moved in _matched(old, new):
                found.append(Counterparts(one, other, is_moved))
        return found

    def _leave_what_was_tracked_before(self, told: list[Block]) -> None:
        """A document may be issued with tracked changes of its own, and come back with them."""
        ours = _disclosed(told)
        if not ours:
            return
        earlier = [unit for block in told for unit in block.before]
        if _apart(earlier, self._back) < _apart(self.mine, self._back):
            self.mine = earlier
            self._known.update((one.kind, one.before, one.after) for one in ours)

    def _disclosed(self) -> Iterator[Change]:
        left = self._known.copy()
        for change in _disclosed(self._blocks):
            what = (change.kind, change.before, change.after)
            if left[what]:
                left[what] -= 1
            else:
                yield change

    def _undisclosed(self) -> Iterator[Change]:
        for pair in self.pairs:
            yield from _of_units(pair.issued, pair.returned, pair.is_moved, is_disclosed=False)
        yield from self._restarts()

    def _restarts(self) -> Iterator[Change]:
        """Lists whose count begins anew, or no longer does, at a paragraph that stayed.

        Where the paragraph that a list began with came or went, the next one begins it, and
        nothing is told.
        """
        found: list[Change] = []
        excused = 0
        for pair in self.pairs:
            old = pair.issued.lines if pair.issued else []
            new = pair.returned.lines if pair.returned else []
            if not old or not new:
                excused += sum(line.side.number.begins for line in [*old, *new])
                continue
            one, other = old[0].side.number, new[0].side.number
            if one.pattern == other.pattern and one.begins != other.begins and not pair.is_moved:
                words = ["the count goes on", "the count begins anew"]
                before, after = words if other.begins else words[::-1]
                where = f"{new[0].where}, numbering"
                found.append(Change(Kind.FORMATTING, new[0].part, where, before, after, False))
        yield from found[excused:]

    def _comments(self) -> Iterator[Change]:
        """A comment of theirs is there to be seen; one of ours that changed or went is not told."""
        old = [unit for unit in self.mine if unit.story == "comment"]
        new = [unit for unit in self._back if unit.story == "comment"]
        left = Counter(unit.text for unit in old)
        unknown = []
        for unit in new:
            if left[unit.text]:
                left[unit.text] -= 1
            else:
                unknown.append(unit)
        by_author: dict[str, deque[Unit]] = defaultdict(deque)
        for unit in old:
            if left[unit.text]:
                left[unit.text] -= 1
                by_author[unit.author].append(unit)
        for unit in unknown:
            ours = by_author[unit.author].popleft() if by_author[unit.author] else None
            line = unit.lines[0]
            before = ours.text if ours else ""
            kind = kind_of(before, unit.text)
            yield Change(kind, line.part, line.where, before, unit.text, ours is None)
        for units in by_author.values():
            for unit in units:
                line = unit.lines[0]
                yield Change(Kind.DELETED, line.part, line.where, unit.text, "", False)


def _apart(some: list[Unit], others: list[Unit]) -> int:
    """How many units have no equal on the other side."""
    one, other = (Counter(unit.text for unit in units) for units in (some, others))
    return ((one - other) + (other - one)).total()


def _matched(old: list[Unit], new: list[Unit]) -> Iterator[tuple[Unit | None, Unit | None, bool]]:
    pairs = match(
        [unit.text for unit in old],
        [unit.text for unit in new],
        lambda one, other: old[one].is_row == new[other].is_row,
    )
    for pair in pairs:
        yield (
            old[pair.before] if pair.before is not None else None,
            new[pair.after] if pair.after is not None else None,
            pair.is_moved,
        )


def _of_units(
    before: Unit | None, after: Unit | None, is_moved: bool, *, is_disclosed: bool
) -> Iterator[Change]:
    if before is None or after is None:
        unit = before or after
        if unit is not None:
            yield _one_sided(unit, is_gone=after is None, is_disclosed=is_disclosed)
        return
    was = f", was {_place(before)}" if is_moved else ""
    if was and before.text == after.text:
        words = after.text
        part = after.lines[0].part
        yield Change(Kind.MOVED, part, _place(after) + was, words, words, is_disclosed)
        was = ""
    for old, new in cells(before.lines, after.lines):
        yield from _of_lines(old, new, was, is_disclosed=is_disclosed)


def _place(unit: Unit) -> str:
    where = unit.lines[0].where
    return where.rpartition(", column")[0] if unit.is_row else where


def _one_sided(unit: Unit, *, is_gone: bool, is_disclosed: bool) -> Change:
    words = unit.text
    hidden = "" if is_gone or not any(unseen(line.side) for line in unit.lines) else UNSEEN
    kind = Kind.DELETED if is_gone else Kind.INSERTED
    sides = (words, "") if is_gone else ("", words)
    return Change(kind, unit.lines[0].part, _place(unit) + hidden, *sides, is_disclosed)


UNSEEN = " (not visible)"


def cells(old: list[Line], new: list[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Lines of a row that belong together: by column, unless columns or lines came or went."""
    if [line.column for line in old] == [line.column for line in new]:
        yield from zip(old, new, strict=True)
        return
    by_column = {line.column for line in old}, {line.column for line in new}
    if by_column[0] == by_column[1]:
        for column in sorted(by_column[0]):
            mine = [line for line in old if line.column == column]
            back = [line for line in new if line.column == column]
            yield from _aligned(mine, back)
        return
    yield from _aligned(old, new)


def _aligned(old: list[Line], new: list[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    pairs = match(
        [line.side.text for line in old], [line.side.text for line in new], lambda *_: True
    )
    for pair in pairs:
        yield (
            old[pair.before] if pair.before is not None else None,
            new[pair.after] if pair.after is not None else None,
        )


def _of_lines(
    old: Line | None, new: Line | None, was: str = "", *, is_disclosed: bool
) -> Iterator[Change]:
    """Changes between a paragraph as it was and as it is."""
    line = new or old
    if line is None:
        return
    if old is None or new is None:
        sides = (line.side.text, "") if new is None else ("", line.side.text)
        yield Change(kind_of(*sides), line.part, line.where + was, *sides, is_disclosed)
        return
    before, after = old.side, new.side
    if before.text != after.text:
        hides = unseen(after) and unseen(after) != unseen(before)
        where = new.where + was + (UNSEEN if hides else "")
        yield Change(Kind.CHANGED, new.part, where, before.text, after.text, is_disclosed)
    else:
        yield from looks(new, before, after, is_disclosed=is_disclosed)
    yield from beside(new, before, after, is_disclosed=is_disclosed)


def _disclosed(back: list[Block]) -> list[Change]:
    """What the tracked changes of the returned document do."""
    found: list[Change] = []
    for block in back:
        if [unit.text for unit in block.before] == [unit.text for unit in block.after]:
            pairs = zip(block.before, block.after, [False] * len(block.after), strict=True)
        elif len(block.before) == len(block.after) == 1:
            pairs = zip(block.before, block.after, [False], strict=True)
        else:
            pairs = _matched(block.before, block.after)
        for before, after, is_moved in pairs:
            found += _of_units(before, after, is_moved, is_disclosed=True)
    return _with_moves(found)


def _with_moves(changes: list[Change]) -> list[Change]:
    """The same words gone here and new there are one move, told where they arrive."""
    gone: dict[str, deque[Change]] = defaultdict(deque)
    for change in changes:
        if change.kind is Kind.DELETED:
            gone[change.before].append(change)
    departed: set[int] = set()
    found = []
    for change in changes:
        if change.kind is Kind.INSERTED and gone[change.after]:
            left = gone[change.after].popleft()
            departed.add(id(left))
            where = f"{change.where}, was {left.where}"
            found.append(replace(change, kind=Kind.MOVED, where=where, before=change.after))
        else:
            found.append(change)
    return [change for change in found if id(change) not in departed]
