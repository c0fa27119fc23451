"""Writes XLSX workbooks row by row: flat memory however long, and the same rows are the same bytes.

Amounts are numbers and dates are dates; text is text even where a spreadsheet would see a formula.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from retainer.lib import workbook_parts as parts

#: Rows of a sheet, its heading among them; what is longer goes on in a further sheet.
MOST_ROWS = 1_048_576
#: Characters that fit in a cell.
LONGEST = 32_767
#: What XML cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DAY_NOUGHT = date(1899, 12, 30)
NO_TIME = (1980, 1, 1, 0, 0, 0)
CHUNK = 2_000

Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Column:
    title: str
    #: In characters.
    width: int = 14


@dataclass(frozen=True)
class Sheet:
    """A table under a heading that stays in sight; ``totals`` follow its rows, in bold."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    #: Asked for when every row is written, so that it may count what went by.
    totals: Iterable[Sequence[Cell]] = field(default_factory=tuple)


def write(
    out: IO[bytes], sheets: Iterable[Sheet], *, title: str, author: str, made: datetime
) -> None:
    """Write the workbook; ``made`` is the moment it bears, which is not asked of any clock."""
    names: list[str] = []
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for sheet in sheets:
            for name, lines in _split(sheet):
                names.append(name)
                entry = _entry(f"xl/worksheets/sheet{len(names)}.xml")
                with archive.open(entry, "w", force_zip64=True) as part:
                    for chunk in _chunks(_sheet(sheet.columns, lines, is_first=len(names) == 1)):
                        part.write(chunk.encode())
        about = {"title": escape(title), "author": escape(author)}
        made_at = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for place, text in parts.around(list(map(escape, names)), **about, made_at=made_at):
            archive.writestr(_entry(place), text)


def _entry(place: str) -> ZipInfo:
    entry = ZipInfo(place, NO_TIME)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _split(sheet: Sheet) -> Iterator[tuple[str, Iterator[tuple[Sequence[Cell], bool]]]]:
    """The sheet, or as many as its rows need; each row with whether it is a total."""

    def lines() -> Iterator[tuple[Sequence[Cell], bool]]:
        for row in sheet.rows:
            yield row, False
        for row in sheet.totals:
            yield row, True

    rest, number = lines(), 1
    ahead = next(rest, None)
    while ahead is not None or number == 1:
        name = sheet.title if number == 1 else f"{sheet.title} {number}"
        first = [] if ahead is None else [ahead]
        yield name, _and_then(first, islice(rest, MOST_ROWS - 1 - len(first)))
        ahead, number = next(rest, None), number + 1


def _and_then(first: list, rest: Iterator) -> Iterator:
    yield from first
    yield from rest


def _sheet(
    columns: Sequence[Column], lines: Iterator[tuple[Sequence[Cell], bool]], *, is_first: bool
) -> Iterator[str]:
    letters = [_letters(place) for place in range(len(columns))]
    yield parts.sheet_begins([column.width for column in columns], is_first=is_first)
    yield _row(1, letters, [column.title for column in columns], parts.HEADING)
    last = filtered = 1
    for last, (row, is_total) in enumerate(lines, start=2):
        yield _row(last, letters, row, parts.TOTAL if is_total else parts.PLAIN)
        filtered = filtered if is_total else last
    yield parts.sheet_ends(f"A1:{letters[-1]}{filtered}")


def _row(number: int, letters: list[str], row: Sequence[Cell], look: parts.Look) -> str:
    cells = "".join(
        _cell(f"{letter}{number}", value, look)
        for letter, value in zip(letters, row, strict=True)
        if value is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: Cell, look: parts.Look) -> str:
    if isinstance(value, str):
        text = escape(UNPRINTABLE.sub("", value)[:LONGEST])
        return (
            f'<c r="{place}" s="{look.text}" t="inlineStr">'
            f'<is><t xml:space="preserve">{text}</t></is></c>'
        )
    if isinstance(value, Decimal):
        places = min(max(-int(value.as_tuple().exponent), 0), 3)
        return f'<c r="{place}" s="{look.amount[places]}"><v>{value:f}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{look.date}"><v>{(value - DAY_NOUGHT).days}</v></c>'
    return f'<c r="{place}" s="{look.amount[0]}"><v>{value}</v></c>'


def _letters(place: int) -> str:
    """``A`` of 0, ``AA`` of 26."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(65 + letter) + name
    return name


def _chunks(texts: Iterator[str]) -> Iterator[str]:
    """Many rows at a time, because each write has its price."""
    while several := list(islice(texts, CHUNK)):
        yield "".join(several)
