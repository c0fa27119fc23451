"""The rows of a text table, as cells with the number of the line each begins on."""

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.mapped.profile import Table
from billing_audit.bills.importers.standard_csv.records import Cut, chunks
from billing_audit.bills.stream import Remark

#: What a text file may begin with, and what it is then written in.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHUNK = 1024 * 1024
#: As much of a file as is looked at for its column names.
BEGINNING = 256 * 1024
OTHER_THAN_SAID = "The file begins as {found} does and was read so; the layout expects {expected}."
NOT_UTF_8 = (
    "The file is not UTF-8; it was read as Windows-1252, the letters of western Windows programs."
)


class Row(NamedTuple):
    """One row of the table."""

    number: int
    cells: list[Cell]


class Broken(NamedTuple):
    """A line that cannot be cut into cells."""

    number: int
    text: str
    reason: str


class Letters(NamedTuple):
    """What the file is written in, how many bytes say so, and what there is to remark on it."""

    codec: str
    mark: int
    remarks: tuple[Remark, ...] = ()


def rows(path: str | Path, table: Table, letters: Letters) -> Iterator[Row | Broken]:
    """Every row; a quotation mark that never closes costs one."""
    with opened(path, letters) as source:
        yield from cut(source, table)


def first_rows(path: str | Path, table: Table) -> list[Row]:
    """The rows at the beginning of the file, without reading more of it."""
    with Path(path).open("rb") as file:
        head = file.read(BEGINNING)
    codec, mark, _ = marked(head) or Letters(_codec(table), 0)
    text = head[mark:].decode(codec, errors="replace")
    return [row for row in cut(io.StringIO(text, newline=""), table) if isinstance(row, Row)]


def cut(source: TextIO, table: Table) -> Iterator[Row | Broken]:
    for chunk in chunks(source, line=1, cut=Cut(table.delimiter, table.quote)):
        broken = [Broken(*each) for each in chunk.broken]
        good = map(Row, chunk.numbers, chunk.rows)
        yield from sorted([*broken, *good], key=lambda each: each.number) if broken else good


def opened(path: str | Path, letters: Letters) -> TextIO:
    """The file as text; bytes that mean nothing survive as signs that a cell is refused for."""
    file = Path(path).open("rb")  # noqa: SIM115 the text closes it
    file.seek(letters.mark)
    errors = "replace" if letters.codec.startswith("utf-16") else "surrogateescape"
    return io.TextIOWrapper(file, encoding=letters.codec, errors=errors, newline="")


def letters_of(path: str | Path, table: Table) -> Letters:
    """What a file is written in, settled for the file as a whole."""
    with Path(path).open("rb") as file:
        found = marked(file.read(len(codecs.BOM_UTF8)))
    if found:
        if table.encoding in ("auto", found.codec):
            return found
        said = OTHER_THAN_SAID.format(found=found.codec, expected=table.encoding)
        return found._replace(remarks=(Remark(message=said),))
    if table.encoding == "auto" and _is_windows(path):
        return Letters("cp1252", 0, (Remark(message=NOT_UTF_8),))
    return Letters(_codec(table), 0)


def marked(head: bytes) -> Letters | None:
    """What the byte order mark says, if there is one."""
    return next((Letters(codec, len(mark)) for mark, codec in MARKS if head.startswith(mark)), None)


def _codec(table: Table) -> str:
    return "utf-8" if table.encoding == "auto" else table.encoding


def _is_windows(path: str | Path) -> bool:
    """Whether the file has bytes that UTF-8 has not, and no letter that it would write in several.

    A single damaged byte in a file of good UTF-8 is a damaged cell, not another encoding.
    """
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    is_broken = False
    with Path(path).open("rb") as file:
        for piece in iter(lambda: file.read(CHUNK), b""):
            text = decoder.decode(piece)
            if text.isascii():
                continue
            strange = [letter for letter in text if letter > "\x7f"]
            if any(not "\udc80" <= letter <= "\udcff" for letter in strange):
                return False
            is_broken = True
    return is_broken
