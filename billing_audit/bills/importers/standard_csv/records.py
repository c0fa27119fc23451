"""From bytes to rows: encoding, line ends and quotation marks, with the line each row stands on.

A chunk of lines is first read in one go.  Only if that fails, or a cell spans lines, is it
read again record by record, so that a quotation mark that never closes costs one row, not
the rest of the file.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from billing_audit.bills.caps import cap
from retainer.lib.refusal import Refused

#: Characters read at a time: some hundred rows, which fit the processor's cache as cells.
#: With a chunk of a megabyte the same work takes three times as long.
CHUNK = 32 * 1024
#: More than a header of sensible columns takes.
LONGEST_HEADER = 10_000
#: Stands in no line, as each ends with the first.
NEVER = "\n\n"
#: A record that spans more lines than this has a quotation mark too many.
MOST_LINES = 200

MOST_ROWS = cap("BILL_MAX_ROWS")

NEVER_CLOSED = "A quotation mark opens on this line and is never closed."
STRAY_QUOTE = (
    "Something stands between a closing quotation mark and the end of its cell. "
    "Write a quotation mark inside a cell twice."
)

csv.field_size_limit(sys.maxsize)  # the length of a cell is judged where its meaning is known


@dataclass(frozen=True)
class Cut:
    """What parts cells, and what holds one together; nothing does where ``quote`` is empty."""

    delimiter: str = ","
    quote: str = '"'

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        if not self.quote:
            return csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        return csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote, strict=True)


COMMAS = Cut()


@dataclass
class Chunk:
    """Rows with the line each begins on, and lines that are no rows."""

    rows: list[list[str]] = field(default_factory=list)
    numbers: Sequence[int] = ()
    #: Line number, text and what is wrong with it.
    broken: list[tuple[int, str, str]] = field(default_factory=list)

    def halves(self) -> "tuple[Chunk, Chunk]":
        """The same rows in two chunks; of a chunk without broken lines."""
        middle = len(self.rows) // 2
        return (
            Chunk(self.rows[:middle], self.numbers[:middle]),
            Chunk(self.rows[middle:], self.numbers[middle:]),
        )


def open_text(path: str | Path) -> TextIO:
    """The file as text; bytes that are not UTF-8 survive as surrogates, to be named later."""
    return Path(path).open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def batches(source: TextIO, *, line: int, size: int = CHUNK) -> Iterator[tuple[int, list[str]]]:
    """All lines from here on in batches, with the number of the first, counted from 1.

    Whoever takes a batch may add lines from the source to it.
    """
    while lines := source.readlines(size):
        yield line, lines
        line += len(lines)
        if line - 1 > MOST_ROWS:
            raise Refused(
                f"The file has more than {MOST_ROWS:,} lines, the most we read. "
                "Split it and send the parts.",
                reason="too_many_lines",
            )


def chunks(source: TextIO, *, line: int, cut: Cut = COMMAS) -> Iterator[Chunk]:
    """Every row from here on."""
    for first, lines in batches(source, line=line):
        yield chunk_of(lines, first, source, cut)


def chunk_of(lines: list[str], first: int, source: TextIO, cut: Cut = COMMAS) -> Chunk:
    """The rows that a batch of lines holds."""
    return at_once(lines, first, cut) or one_by_one(lines, first, source, cut)


def at_once(lines: list[str], first: int, cut: Cut) -> Chunk | None:
    """The quick way, for lines that are a row each; most have no quotation mark at all."""
    quote, delimiter = cut.quote or NEVER, cut.delimiter
    quoted = cut.reader([line for line in lines if quote in line])
    try:
        rows = [
            next(quoted) if quote in line else line.rstrip("\r\n").split(delimiter)
            for line in lines
        ]
    except (csv.Error, StopIteration):
        return None  # a quotation mark goes on to another line, or nowhere
    return Chunk(rows, range(first, first + len(rows)))


def one_by_one(lines: list[str], first: int, source: TextIO, cut: Cut) -> Chunk:
    """The careful way; takes more lines from the source when the last record needs them."""
    chunk, numbers, at = Chunk(), [], 0
    while at < len(lines):
        if len(lines) - at < MOST_LINES:
            lines += source.readlines(CHUNK)
        reader = cut.reader(lines[at : at + MOST_LINES])
        try:
            chunk.rows.append(next(reader))
        except csv.Error as error:
            reason = NEVER_CLOSED if "end of data" in str(error) else STRAY_QUOTE
            chunk.broken.append((first + at, lines[at].rstrip("\r\n"), reason))
            at += 1
        else:
            numbers.append(first + at)
            at += reader.line_num
    chunk.numbers = numbers
    return chunk
