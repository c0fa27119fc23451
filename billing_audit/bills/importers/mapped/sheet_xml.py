"""The rows of a sheet from its XML: nearly all of them without an element for every cell.

Programs write all rows alike, and most cells more than once.  So rows are cut where rows and
cells begin, and each distinct piece, numbers of rows left out, is parsed once.  A block with
anything else in it goes to the parser as it is; what the parser got must make one well-formed
document in the end.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

from lxml import etree

from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.mapped.workbook import MAIN, SAFELY, refuse_doctype

CHUNK = 128 * 1024
#: The beginning of a sheet up to its rows, or one row, takes no more than this.
LONGEST = 1024 * 1024
BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb'(?:<\?xml version="1.0"(?: encoding="(?i:utf-8)")?(?: standalone="[a-z]*")?\s*\?>)?\s*'
    rb'<worksheet\s(?:[^<>]*\s)?xmlns="(?P<space>[^"<>&]*)".*?<sheetData>',
    re.DOTALL,
)
END, CELL, DIGITS = b"</row>", b'<c r="', b"0123456789"
#: Where these stand, what looks like a row may be none; where those do, the rows are over.
NOT_REGULAR, OVER = (b"<!", b"<?"), (b"<!", b"<?", b"</sheetData")
MOST_REMEMBERED = 20_000


class RawRow(NamedTuple):
    """A row as the sheet has it: what it says of its number, and cells with their columns."""

    number: str
    is_hidden: bool
    #: The letters of each cell's column; empty where a cell stands behind the one before it.
    letters: tuple[str, ...]
    cells: list[Cell]


class SheetXml:
    """Reads the rows of one sheet; ``value`` says what an element of a cell holds."""

    def __init__(self, value: Callable[[etree._Element], Cell]) -> None:
        self._value = value
        self._parser = etree.XMLPullParser(tag=[f"{space}row" for space in MAIN], **SAFELY)
        self._wrapped = b""
        #: What stands after the reference of a cell, and after the number of a row.
        self._cells: dict[bytes, Cell] = {}
        self._rows: dict[bytes, bool] = {}
        self._letters: dict[tuple[bytes, ...], tuple[str, ...]] = {}

    def rows(self, source: BinaryIO) -> Iterator[RawRow]:
        rest, more = self._begin(source), True
        while self._wrapped and more:
            more = source.read(CHUNK)
            block, end, rest = (rest + more).rpartition(END)
            rows = self._regular(block)
            yield from self._feed(block + end) if rows is None else rows
            if len(rest) > LONGEST or any(sign in part for sign in OVER for part in (block, rest)):
                break
        while rest or (rest := source.read(CHUNK)):
            yield from self._feed(rest)
            rest = b""
        self._parser.close()

    def _begin(self, source: BinaryIO) -> bytes:
        """Hand the parser what comes before the rows; what was read beyond it comes back."""
        begun = b""
        while len(begun) < LONGEST and b"<sheetData>" not in begun and (more := source.read(CHUNK)):
            begun += more
        found = BEGINNING.match(begun)
        if not found or b"<!" in found[0] or f"{{{found['space'].decode('latin-1')}}}" not in MAIN:
            return begun
        self._wrapped = b'<all xmlns="' + found["space"] + b'">%b</all>'
        self._parser.feed(found[0])
        return begun[found.end() :]

    def _feed(self, block: bytes) -> Iterator[RawRow]:
        """The rows of a block that the parser is to read."""
        self._parser.feed(block)
        for _, row in self._parser.read_events():
            refuse_doctype(row)
            references = [cell.get("r", "") for cell in row]
            letters = tuple([each.rstrip("0123456789") or each for each in references])
            yield RawRow(row.get("r", ""), is_hidden(row), letters, [*map(self._value, row)])
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]

    def _regular(self, block: bytes) -> list[RawRow] | None:
        """The rows of a block, if it consists of rows and cells as every program writes them."""
        if not block or any(sign in block for sign in NOT_REGULAR):
            return None
        rows = []
        for text in block.split(END):
            head, *cells = text.split(CELL)
            begun, number, head = (*head.split(b'"', 2), b"", b"")[:3]
            if begun.strip() != b"<row r=" or b"<" in head:
                return None
            rows.append((number, head, [cell.partition(b'"') for cell in cells]))
        cells, heads = {cell[2] for *_, row in rows for cell in row}, {head for _, head, _ in rows}
        if not (
            self._learn(self._cells, cells, b'<i><c r="A1"%b</i>', self._value)
            and self._learn(self._rows, heads, b'<i><row r="1"%b</row></i>', is_hidden)
        ):
            return None
        return [
            RawRow(
                number.decode("latin-1"),
                self._rows[head],
                self._written(tuple([cell[0].rstrip(DIGITS) for cell in row])),
                [self._cells[cell[2]] for cell in row],
            )
            for number, head, row in rows
        ]

    def _learn(
        self,
        known: dict[bytes, Any],
        pieces: set[bytes],
        frame: bytes,
        read: Callable[[etree._Element], Any],
    ) -> bool:
        """Have the parser read those pieces that were not met before; each must be an element."""
        if len(known) > MOST_REMEMBERED:
            known.clear()
        unknown = [*pieces.difference(known)]
        text = self._wrapped % b"".join([frame % piece for piece in unknown])
        try:
            parsed = etree.fromstring(text, etree.XMLParser(**SAFELY))
        except etree.XMLSyntaxError:
            return False
        if len(parsed) != len(unknown) or any(len(each) != 1 for each in parsed):
            return False
        known.update(zip(unknown, (read(each[0]) for each in parsed), strict=True))
        return True

    def _written(self, letters: tuple[bytes, ...]) -> tuple[str, ...]:
        if (written := self._letters.get(letters)) is None:
            written = self._letters[letters] = tuple(each.decode("latin-1") for each in letters)
        return written


def is_hidden(row: etree._Element) -> bool:
    return row.get("hidden") in ("1", "true")
