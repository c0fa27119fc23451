"""The standard bill: one CSV with a row per bill line, of any number of invoices and accounts."""

import re
from collections.abc import Iterator
from pathlib import Path

from billing_audit.bills.book import Book
from billing_audit.bills.importers.standard_csv.cells import Unreadable
from billing_audit.bills.importers.standard_csv.layout import (
    OTHER_DELIMITERS,
    read_header,
    resembles,
)
from billing_audit.bills.importers.standard_csv.records import (
    LONGEST_HEADER,
    Chunk,
    chunks,
    open_text,
)
from billing_audit.bills.importers.standard_csv.sieve import Sieve
from billing_audit.bills.importers.standard_csv.stream import read_bill
from billing_audit.bills.importers.standard_csv.table import Table
from billing_audit.bills.importers.standard_csv.verdict import verdict
from billing_audit.bills.importers.standard_csv.whose import accounts
from billing_audit.bills.stream import Remark
from billing_audit.bills.wire import lines_frame, notes_frame

__all__ = ["accounts", "encode", "looks_like", "read_bill", "verdict"]


def looks_like(head: bytes) -> bool:
    """Whether the first line names enough of the standard columns, whatever separates them."""
    line = re.split("[\r\n]", head.decode("utf-8-sig", errors="replace"), maxsplit=1)[0]
    return any(resembles(line, delimiter) for delimiter in (",", *OTHER_DELIMITERS))


def encode(path: str | Path, book: Book) -> Iterator[bytes]:
    """The file as frames for the importing parent."""
    with open_text(path) as source:
        layout = read_header(source.readline(LONGEST_HEADER))
        for warning in layout.warnings:
            book.remark(Remark(message=warning))
        table = Table(layout, book)
        sieve = Sieve(table)
        for chunk in chunks(source, line=2):
            text, count = read_chunk(chunk, table, sieve)
            yield notes_frame(book.take_notes())
            yield lines_frame(text, count)
        sieve.close()
    yield notes_frame(book.closing_notes())


def read_chunk(chunk: Chunk, table: Table, sieve: Sieve) -> tuple[str, int]:
    """The chunk's lines and their number: all at once, or what the sieve leaves of them."""
    rows, numbers = chunk.rows, chunk.numbers
    if not chunk.broken and {len(row) for row in rows} == {len(table.layout.names)}:
        try:
            text = table.lines(rows, numbers)
        except Unreadable:
            pass  # the sieve finds out which
        else:
            sieve.passed(rows)
            return text, len(rows)
    rows, numbers = sieve.good_rows(chunk)
    return table.lines(rows, numbers), len(rows)
