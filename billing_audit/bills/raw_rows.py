"""In the child: rows of a file as they stand in it, around the cells nobody could read.

No Django, no database.  Rows are counted as the importers count them: lines of
text, rows of a sheet, or segments of an X12 interchange.
"""

import csv
import json
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TextIO

from billing_audit.bills.importers.mapped import sheets, workbook
from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.standard_csv.cells import Unreadable
from billing_audit.bills.importers.x12 import FORMAT as X12_FORMAT
from billing_audit.bills.importers.x12.segments import segments as x12_segments
from retainer.lib.uploads.kinds import Kind, sniff

RAW_ROWS = "billing_audit.bills.raw_rows:raw_rows"
#: Formats in whose files a row cannot be shown as text: it is packed or drawn.
NOT_TEXT = ("factur-x", "paper")
#: Characters shown of a row, and kept of one that never ends.
SHOWN, LONGEST = 400, 1_000_000
DELIMITERS = ",;\t|"
#: What stands between the cells of a sheet, and rows in which its column names are looked for.
OF_A_SHEET, HEADING_ROWS = " | ", 50


@dataclass(frozen=True)
class Wanted:
    """A cell to look at: its row, what its column is called, and what it says."""

    row: int
    column: str
    value: str


@dataclass(frozen=True)
class Raw:
    """A row in three parts, the bad cell in the middle; without one, all is before it."""

    row: int
    before: str
    bad: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        return self.before + self.bad + self.after


def raw_rows(path: str, format: str) -> Iterator[bytes]:
    """A line of JSON for each cell asked for on standard input; these come by their rows."""
    wanted = [Wanted(**each) for each in json.loads(sys.stdin.buffer.read())]
    for raw in shown(Path(path), format, wanted):
        yield json.dumps(asdict(raw), ensure_ascii=False).encode() + b"\n"


def shown(path: Path, format: str, wanted: list[Wanted]) -> Iterator[Raw]:
    if format == X12_FORMAT:
        rows = segments(path)
    elif sniff(path) is Kind.XLSX:
        rows = sheet_rows(path, {cell.column.lower() for cell in wanted})
    else:
        rows = lines(path)
    headings: list[str] = []
    asked = iter(wanted)
    cell = next(asked, None)
    for number, text in rows:
        if len(headings) < HEADING_ROWS:
            headings.append(text)
        while cell is not None and cell.row == number:
            yield marked(cell, text, headings)
            cell = next(asked, None)
        if cell is None:
            return


def sheet_rows(path: Path, columns: set[str]) -> Iterator[tuple[int, str]]:
    """The rows of the first sheet that names one of these columns, its cells with bars between."""
    beginnings = [each for each in sheets.beginnings(path) if not each.is_hidden]
    named = [
        each.name
        for each in beginnings
        if columns & {str(cell).strip().lower() for row in each.rows for cell in row.cells}
    ]
    with workbook.opened(path) as book:
        sheet = next((each for each in book.sheets if each.name in named[:1]), book.sheets[0])
        for row in sheets.Rows(book, sheet):
            yield row.number, OF_A_SHEET.join(map(_shown, row.cells))


def _shown(cell: Cell) -> str:
    match cell:
        case Unreadable():
            return ""
        case datetime():
            return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
    return " ".join(str(cell).split())


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines by number; what is beyond reason of one is left out."""
    with path.open("rb") as source:
        start = source.read(2)
    wide = start in (BOM_UTF16_LE, BOM_UTF16_BE)
    encoding, errors = ("utf-16", "replace") if wide else ("utf-8-sig", "surrogateescape")
    with path.open(encoding=encoding, errors=errors) as source:
        for number in count(1):
            if not (line := _line(source)):
                return
            yield number, _as_text(line).rstrip("\n")


def _as_text(line: str) -> str:
    """A line that is no UTF-8 is one of Windows."""
    if not line.isascii() and any("\udc80" <= letter <= "\udcff" for letter in line):
        return line.encode(errors="surrogateescape").decode("cp1252", errors="replace")
    return line


def _line(source: TextIO) -> str:
    line = piece = source.readline(LONGEST)
    while len(piece) == LONGEST and not piece.endswith("\n"):
        piece = source.readline(LONGEST)
    return line


def segments(path: Path) -> Iterator[tuple[int, str]]:
    """Segments by number, whatever parts them in the file."""
    for segment in x12_segments(path):
        yield segment.number, "*".join([segment.name, *segment.elements])


def marked(cell: Wanted, text: str, headings: Sequence[str]) -> Raw:
    """The row with the bad cell set apart: by its column, else by what it says."""
    parts = _by_column(cell, text, headings) or _by_value(cell, text)
    before, bad, after = parts or (text, "", "")
    room = max(0, SHOWN - len(bad))
    shown_before = before if len(before) <= room else f"…{before[-room // 2 :]}"
    if not parts:
        shown_before = before[:SHOWN] + ("…" if len(before) > SHOWN else "")
    shown_after = after if len(after) <= room else f"{after[: room // 2]}…"
    return Raw(cell.row, shown_before, bad[:SHOWN], shown_after)


def _by_column(cell: Wanted, text: str, headings: Sequence[str]) -> tuple[str, str, str] | None:
    """Set apart where the first row that names the column has it."""
    for heading in headings:
        delimiter = max((OF_A_SHEET, *DELIMITERS), key=heading.count)
        names = [name.strip(' "').lower() for name in heading.split(delimiter)]
        if delimiter in heading and cell.column.lower() in names:
            return _at(names.index(cell.column.lower()), _cells(text, delimiter), delimiter)
    return None


def _at(place: int, cells: list[str], delimiter: str) -> tuple[str, str, str] | None:
    if place >= len(cells):
        return None
    before = delimiter.join([*cells[:place], ""])
    return before, cells[place], delimiter.join(["", *cells[place + 1 :]])


def _cells(text: str, delimiter: str) -> list[str]:
    """The cells as they are written, quotation marks included."""
    if delimiter == OF_A_SHEET:
        return text.split(delimiter)
    try:
        read = next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return text.split(delimiter)
    written = [f'"{cell}"' if delimiter in cell or '"' in cell else cell for cell in read]
    return written if '"' in text else text.split(delimiter)


def _by_value(cell: Wanted, text: str) -> tuple[str, str, str] | None:
    if not cell.value or cell.value not in text:
        return None
    return text.partition(cell.value)
