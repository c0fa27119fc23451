"""In the child: rows of a file as they stand in it, around the cells nobody could read.

No Django, no database.  Rows are counted as the importers count them: lines of
text, or segments of an X12 interchange.
"""

import csv
import json
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import TextIO

from billing_audit.bills.importers.x12 import FORMAT as X12_FORMAT
from billing_audit.bills.importers.x12.segments import segments as x12_segments

RAW_ROWS = "billing_audit.bills.raw_rows:raw_rows"
#: Formats in whose files a row cannot be shown as text: it is packed or drawn.
NOT_TEXT = ("factur-x", "paper", "xlsx")
#: Characters shown of a row, and kept of one that never ends.
SHOWN, LONGEST = 400, 1_000_000
DELIMITERS = ",;\t|"


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
    rows = segments(path) if format == X12_FORMAT else lines(path)
    heading, asked = "", iter(wanted)
    cell = next(asked, None)
    for number, text in rows:
        heading = heading or text
        while cell is not None and cell.row == number:
            yield marked(cell, text, heading)
            cell = next(asked, None)
        if cell is None:
            return


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines by number; what is beyond reason of one is left out."""
    with path.open("rb") as source:
        start = source.read(2)
    wide = start in (BOM_UTF16_LE, BOM_UTF16_BE)
    encoding = "utf-16" if wide else "utf-8-sig"
    with path.open(encoding=encoding, errors="replace") as source:
        for number in count(1):
            if not (line := _line(source)):
                return
            yield number, line.rstrip("\n")


def _line(source: TextIO) -> str:
    line = piece = source.readline(LONGEST)
    while len(piece) == LONGEST and not piece.endswith("\n"):
        piece = source.readline(LONGEST)
    return line


def segments(path: Path) -> Iterator[tuple[int, str]]:
    """Segments by number, whatever parts them in the file."""
    for segment in x12_segments(path):
        yield segment.number, "*".join([segment.name, *segment.elements])


def marked(cell: Wanted, text: str, heading: str) -> Raw:
    """The row with the bad cell set apart: by its column, else by what it says."""
    parts = _by_column(cell, text, heading) or _by_value(cell, text)
    before, bad, after = parts or (text, "", "")
    room = max(0, SHOWN - len(bad))
    shown_before = before if len(before) <= room else f"…{before[-room // 2 :]}"
    if not parts:
        shown_before = before[:SHOWN] + ("…" if len(before) > SHOWN else "")
    shown_after = after if len(after) <= room else f"{after[: room // 2]}…"
    return Raw(cell.row, shown_before, bad[:SHOWN], shown_after)


def _by_column(cell: Wanted, text: str, heading: str) -> tuple[str, str, str] | None:
    delimiter = max(DELIMITERS, key=heading.count)
    names = [name.strip(' "').lower() for name in heading.split(delimiter)]
    if delimiter not in heading or cell.column.lower() not in names:
        return None
    place = names.index(cell.column.lower())
    cells = _cells(text, delimiter)
    if place >= len(cells):
        return None
    before = delimiter.join([*cells[:place], ""])
    return before, cells[place], delimiter.join(["", *cells[place + 1 :]])


def _cells(text: str, delimiter: str) -> list[str]:
    """The cells as they are written, quotation marks included."""
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
