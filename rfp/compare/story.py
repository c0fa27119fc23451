"""The stories of a document in reading order: body, tables, boxes, headers, footers, notes.

What stands in one place is a block: its units as they were before the tracked changes, and as
they are with them. A unit is a paragraph, or a row of a table with the lines of its cells.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from rfp.compare.looks import NO_LOOK, OFF, Look
from rfp.compare.objects import BOX, FALLBACK
from rfp.compare.package import W
from rfp.compare.paragraphs import (
    DELETED,
    INSERTED,
    Paragraph,
    Side,
    Surroundings,
    joined,
    read_paragraph,
)

P, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
NOT_TEXT = (FALLBACK, BOX, f"{W}sdtPr", f"{W}sectPr", f"{W}tblPr", f"{W}tblGrid")


@dataclass
class Line:
    """A paragraph in one state, and where it stands."""

    part: str
    where: str
    side: Side
    #: What it is made of in the file; several where tracked marks join them.
    elements: list[_Element]
    #: Of a row, the cell that it stands in.
    column: int = 0


@dataclass
class Unit:
    """What is moved and matched as one."""

    story: str
    lines: list[Line]
    row: _Element | None = None
    #: Of a comment, who wrote it and when.
    author: str = ""

    @property
    def is_row(self) -> bool:
        return self.row is not None

    @property
    def text(self) -> str:
        """Its words, cells divided by bars."""
        return " | ".join(line.side.text for line in self.lines).strip(" |")


@dataclass
class Block:
    """What stands in one place, in both states."""

    before: list[Unit] = field(default_factory=list)
    after: list[Unit] = field(default_factory=list)


@dataclass
class Place:
    """What is counted while a story is walked."""

    part: str
    prefix: str = ""
    author: str = ""
    paragraphs: int = 0
    tables: int = 0


@dataclass(frozen=True)
class State:
    """Whether what stands here came or goes with a tracked change."""

    is_new: bool = False
    is_gone: bool = False

    def inside(self, element: _Element | None) -> "State":
        """The state below an element that may be tracked as a whole."""
        if element is None:
            return self
        return State(self.is_new or element.tag in INSERTED, self.is_gone or element.tag in DELETED)


class Stories:
    """Walks the stories of one document."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self._boxes = 0

    def part(
        self, name: str, place: Place, element: _Element | None = None, state: State | None = None
    ) -> list[Block]:
        """The blocks of a part of its own, or of one element of it."""
        tree = self.around.package.tree(name)
        if tree is None:
            return []
        package = self.around.package
        outer = self.around
        self.around = Surroundings(package, outer.styles, outer.lists, package.relations(name))
        holder = tree if element is None else element
        found = list(self.blocks(holder, place, state or State()))
        self.around = outer
        return found

    def blocks(self, holder: _Element, place: Place, state: State) -> Iterator[Block]:
        """The blocks of whatever holds paragraphs and tables."""
        group: list[Paragraph] = []
        wheres: dict[_Element, str] = {}
        for element, inner in _flow(holder, state):
            if element.tag == TABLE:
                yield from self._close(group, place, wheres)
                yield from self._table(element, place, inner)
                continue
            place.paragraphs += 1
            wheres[element] = f"{place.prefix}paragraph {place.paragraphs}"
            paragraph = self._read(element, inner)
            group.append(paragraph)
            if not (paragraph.mark_is_new or paragraph.mark_is_gone):
                yield from self._close(group, place, wheres)
        yield from self._close(group, place, wheres)

    def _read(self, element: _Element, state: State, look: Look = NO_LOOK) -> Paragraph:
        return read_paragraph(
            element, self.around, is_new=state.is_new, is_gone=state.is_gone, row=look
        )

    def _close(
        self, group: list[Paragraph], place: Place, wheres: dict[_Element, str]
    ) -> Iterator[Block]:
        if not group:
            return
        block = Block()
        for lines, units in zip(
            _lines(group, place.part, wheres), (block.before, block.after), strict=True
        ):
            units += [
                Unit(place.part, [line], author=place.author) for line in lines if line.side.text
            ]
        yield block
        for paragraph in group:
            yield from self._in_boxes(paragraph.element, place)
        group.clear()

    def _in_boxes(self, paragraph: _Element, place: Place) -> Iterator[Block]:
        for box in paragraph.iter(BOX):
            around = next(box.iterancestors(P), None)
            if around is not paragraph or next(box.iterancestors(FALLBACK), None) is not None:
                continue
            self._boxes += 1
            state = State()
            for ancestor in box.iterancestors(*INSERTED, *DELETED):
                state = state.inside(ancestor)
            inside = Place("textbox", f"{place.prefix}text box {self._boxes}, ")
            yield from self.blocks(box, inside, state)

    def _table(self, table: _Element, place: Place, state: State) -> Iterator[Block]:
        place.tables += 1
        rows = [row for row in table.iter(ROW) if _owner(row, TABLE) is table]
        for at, row in enumerate(rows, start=1):
            prefix = f"{place.prefix}table {place.tables}, row {at}"
            yield from self._row(row, place, prefix, _tracked(row, "trPr", state))

    def _row(self, row: _Element, place: Place, prefix: str, state: State) -> Iterator[Block]:
        hidden = row.find(f"{W}trPr/{W}hidden")
        is_hidden = hidden is not None and hidden.get(f"{W}val", "1") not in OFF
        look = frozenset({"hidden"}) if is_hidden else NO_LOOK
        part = "table" if place.part == "body" else place.part
        before, after = Unit(place.part, [], row), Unit(place.part, [], row)
        inside: list[tuple[_Element, Place, State]] = []
        read: list[_Element] = []
        cells = [cell for cell in row.iter(CELL) if _owner(cell, ROW) is row]
        for column, cell in enumerate(cells, start=1):
            where = f"{prefix}, column {column}"
            cell_state = _tracked(cell, "tcPr", state, ("cellIns", "cellDel"))
            cell_place = Place(place.part, f"{where}, ")
            group: list[Paragraph] = []
            for element, inner in _flow(cell, cell_state):
                if element.tag == TABLE:
                    inside.append((element, cell_place, inner))
                else:
                    group.append(self._read(element, inner, look))
                    read.append(element)
            wheres = dict.fromkeys((one.element for one in group), where)
            for unit, lines in zip((before, after), _lines(group, part, wheres), strict=True):
                for line in lines:
                    line.column = column
                unit.lines += [line for line in lines if line.side.text]
        block = Block([before] if before.lines else [], [after] if after.lines else [])
        yield block
        for element in read:
            yield from self._in_boxes(element, place)
        for table, cell_place, inner in inside:
            yield from self._table(table, cell_place, inner)


def _flow(holder: _Element, state: State) -> Iterator[tuple[_Element, State]]:
    """Paragraphs and tables directly below, through content controls and alternatives."""
    for child in holder:
        if child.tag in (P, TABLE):
            yield child, state
        elif child.tag not in NOT_TEXT:
            yield from _flow(child, state.inside(child))


def _lines(
    group: list[Paragraph], part: str, wheres: dict[_Element, str]
) -> tuple[list[Line], list[Line]]:
    """The paragraphs of a group as they are divided before and after."""
    before: list[Line] = []
    after: list[Line] = []
    for lines, sides in (
        (before, [(one, one.before, one.mark_is_new) for one in group]),
        (after, [(one, one.after, one.mark_is_gone) for one in group]),
    ):
        waiting: list[tuple[Paragraph, Side]] = []
        for number, (paragraph, side, goes_on) in enumerate(sides, start=1):
            waiting.append((paragraph, side))
            if goes_on and number < len(sides):
                continue
            speaking = [one for one, words in waiting if words.text] or [paragraph]
            lines.append(
                Line(
                    part,
                    wheres[speaking[0].element],
                    joined([words for _, words in waiting]),
                    [one.element for one in speaking],
                )
            )
            waiting = []
    return before, after


def _tracked(
    element: _Element, properties: str, state: State, names: tuple[str, str] = ("ins", "del")
) -> State:
    """The state of a row or cell that may itself be tracked."""
    own = element.find(f"{W}{properties}")
    if own is None:
        return state
    is_new, is_gone = (own.find(f"{W}{name}") is not None for name in names)
    return State(state.is_new or is_new, state.is_gone or is_gone)


def _owner(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)
