"""The standard bill as frames for the importing parent: large files by columns, others by rows."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TextIO

from billing_audit.bills.book import Book
from billing_audit.bills.importers.standard_csv.cells import Unreadable
from billing_audit.bills.importers.standard_csv.layout import read_header
from billing_audit.bills.importers.standard_csv.records import (
    CHUNK,
    LONGEST_HEADER,
    Chunk,
    batches,
    chunk_of,
    open_text,
)
from billing_audit.bills.importers.standard_csv.sieve import Sieve
from billing_audit.bills.importers.standard_csv.table import Table
from billing_audit.bills.stream import Remark
from billing_audit.bills.wire import lines_frame, notes_frame

#: Bytes from which on reading by columns is worth loading Arrow for.
LARGE = 4_000_000
BY_COLUMNS = "billing_audit.bills.importers.standard_csv.columns"
#: Rows among which a bad one is looked for one by one.
FEW = 100


def encode(path: str | Path, book: Book) -> Iterator[bytes]:
    """Every line of the file, and what there is to say about it."""
    with open_text(path) as source:
        layout = read_header(source.readline(LONGEST_HEADER))
        for warning in layout.warnings:
            book.remark(Remark(message=warning))
        sieve = Sieve(Table(layout, book))
        is_large = Path(path).stat().st_size >= LARGE
        read = by_columns if is_large else by_rows
        for lines, count in read(source, sieve):
            yield notes_frame(book.take_notes())
            yield lines_frame(lines, count)
        sieve.close()
    yield notes_frame(book.closing_notes())


def by_rows(source: TextIO, sieve: Sieve) -> Iterator[tuple[str, int]]:
    for first, written in batches(source, line=2, size=CHUNK):
        yield from good_lines(chunk_of(written, first, source), sieve)


def by_columns(source: TextIO, sieve: Sieve) -> Iterator[tuple[str | bytes, int]]:
    module = import_module(BY_COLUMNS)  # here, because a small bill should not wait for it
    columns = module.Columns(sieve.table)
    for first, written in batches(source, line=2, size=module.BATCH):
        if (read := columns.lines(written, first)) is None:
            yield from good_lines(chunk_of(written, first, source), sieve)
        else:
            lines, ends = read
            sieve.passed(ends)
            yield lines, len(written)


def good_lines(chunk: Chunk, sieve: Sieve) -> Iterator[tuple[str, int]]:
    """The chunk's lines and their number; halved as long as that leaves the bad rows in one."""
    if not chunk.broken and {*map(len, chunk.rows)} == {len(sieve.names)}:
        try:
            lines = sieve.table.lines(chunk.rows, chunk.numbers)
        except Unreadable:
            if len(chunk.rows) > FEW:
                for half in chunk.halves():
                    yield from good_lines(half, sieve)
                return
        else:
            sieve.passed(chunk.rows)
            yield lines, len(chunk.rows)
            return
    rows, numbers = sieve.good_rows(chunk)
    yield sieve.table.lines(rows, numbers), len(rows)
