"""The stories of a document in reading order: body, tables, boxes, headers, footers, notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from rfp.compare.package import MAIN, Package, R, W
from rfp.compare.paragraphs import BOX, FALLBACK, Paragraph, read_paragraph

#: Parts besides the body that have one story an entry.
NOTES = (
    ("footnote", "word/footnotes.xml", f"{W}footnote"),
    ("endnote", "word/endnotes.xml", f"{W}endnote"),
    ("comment", "word/comments.xml", f"{W}comment"),
)
MARGINS = (("header", f"{W}headerReference"), ("footer", f"{W}footerReference"))


@dataclass
class Entry:
    """A paragraph and where it stands."""

    part: str
    where: str
    paragraph: Paragraph


@dataclass
class Unit:
    """What is moved and matched as one: a paragraph, or a row of a table with its cells."""

    story: str
    entries: list[Entry]
    is_row: bool = False
    #: Of a row, the column that each entry stands in.
    columns: tuple[int, ...] = ()


def units(package: Package) -> Iterator[Unit]:
    """Every unit of the document, story by story."""
    body = package.tree(MAIN)
    relations = package.relations(MAIN)
    lists = _Lists(package)
    yield from _Story("body", "", relations, lists).units(body)
    for part, tag in MARGINS:
        names = [relations.get(one.get(f"{R}id", ""), "") for one in body.iter(tag)]
        for number, name in enumerate(dict.fromkeys(names), start=1):
            tree = package.tree(name)
            if tree is not None:
                story = _Story(part, f"{part} {number}, ", package.relations(name), lists)
                yield from story.units(tree)
    for part, name, tag in NOTES:
        tree = package.tree(name)
        notes = tree.iter(tag) if tree is not None else ()
        texts = [note for note in notes if note.get(f"{W}type", "normal") == "normal"]
        for number, note in enumerate(texts, start=1):
            story = _Story(part, f"{part} {number}, ", package.relations(name), lists)
            yield from story.units(note)


class _Story:
    """Walks one story and counts its paragraphs and tables."""

    def __init__(self, part: str, prefix: str, relations: dict[str, str], lists: "_Lists") -> None:
        self.part = part
        self.prefix = prefix
        self.relations = relations
        self.lists = lists
        self.paragraphs = self.tables = self.boxes = 0

    def units(self, container: _Element) -> Iterator[Unit]:
        """The units of a body, a cell's inside, a note: whatever holds paragraphs and tables."""
        for child in container:
            if child.tag == f"{W}p":
                self.paragraphs += 1
                where = f"{self.prefix}paragraph {self.paragraphs}"
                yield Unit(self.part, [self._entry(child, self.part, where)])
                yield from self._boxes(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag != FALLBACK:  # content controls, alternatives, sections
                yield from self.units(child)

    def _table(self, table: _Element) -> Iterator[Unit]:
        self.tables += 1
        number = self.tables
        rows = [row for row in table.iter(f"{W}tr") if _owner(row, f"{W}tbl") is table]
        for at, row in enumerate(rows, start=1):
            entries, columns = [], []
            inner: list[_Element] = []
            cells = [cell for cell in row.iter(f"{W}tc") if _owner(cell, f"{W}tr") is row]
            for column, cell in enumerate(cells, start=1):
                where = f"{self.prefix}table {number}, row {at}, column {column}"
                for paragraph in cell.iter(f"{W}p"):
                    owner = _owner(paragraph, f"{W}tc")
                    if owner is cell and _owner(paragraph, BOX) is None:
                        entries.append(self._entry(paragraph, "table", where))
                        columns.append(column)
                        inner.append(paragraph)
            if entries:
                yield Unit(self.part, entries, is_row=True, columns=tuple(columns))
            for paragraph in inner:
                yield from self._boxes(paragraph)

    def _boxes(self, paragraph: _Element) -> Iterator[Unit]:
        for box in paragraph.iter(BOX):
            if next(box.iterancestors(FALLBACK), None) is not None:
                continue
            self.boxes += 1
            for at, inside in enumerate(box.iter(f"{W}p"), start=1):
                where = f"{self.prefix}text box {self.boxes}, paragraph {at}"
                yield Unit("textbox", [self._entry(inside, "textbox", where)])

    def _entry(self, paragraph: _Element, part: str, where: str) -> Entry:
        numbering = self.lists.of(paragraph)
        return Entry(part, where, read_paragraph(paragraph, self.relations, numbering))


def _owner(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)


class _Lists:
    """How the lists of a document are written, so that a changed pattern is seen."""

    def __init__(self, package: Package) -> None:
        self._patterns: dict[tuple[str, str], str] = {}
        tree = package.tree("word/numbering.xml")
        if tree is None:
            return
        levels = {
            abstract.get(f"{W}abstractNumId"): {
                level.get(f"{W}ilvl"): " ".join(
                    _value(level, name) for name in ("numFmt", "lvlText", "start")
                )
                for level in abstract.iter(f"{W}lvl")
            }
            for abstract in tree.iter(f"{W}abstractNum")
        }
        for number in tree.iter(f"{W}num"):
            own = levels.get(_value(number, "abstractNumId"), {})
            for level, pattern in own.items():
                self._patterns[number.get(f"{W}numId"), level] = pattern

    def of(self, paragraph: _Element) -> str:
        """The pattern of a paragraph's own number, or nothing."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        if found is None:
            return ""
        level = _value(found, "ilvl") or "0"
        pattern = self._patterns.get((_value(found, "numId"), level), "")
        return f"{pattern}, level {int(level) + 1}" if pattern else ""


def _value(element: _Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
