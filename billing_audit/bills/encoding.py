"""The stream of any importer as frames for the importing parent, line by line.

Formats whose files run to a million lines bring their own, quicker way.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from billing_audit.bills.book import Book, Entry, Mark, mark_of
from billing_audit.bills.stream import (
    CHARGE_TYPES,
    BillStream,
    Fault,
    Invoice,
    Line,
    Reject,
    Remark,
)
from billing_audit.bills.wire import lines_frame, notes_frame

NULL = "\\N"
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": ""})
TYPES = {name: str(at) for at, name in enumerate(CHARGE_TYPES, start=1)}
#: The characters that the columns of a line take.
LONGEST = {
    "service_id": 80,
    "charge_code": 60,
    "line_no": 40,
    "unit": 20,
    "parent_line": 40,
    "jurisdiction": 40,
    "provider": 80,
}
#: Lines per frame.
BATCH = 2000


def encode(stream: BillStream, book: Book) -> Iterator[bytes]:
    """Frames of a stream; an invoice in which a cell was unreadable is refused whole."""
    lines: list[str] = []
    entry: Entry | None = None
    of_nobody: set[Mark] = set()
    bad_row: int | None = 0
    for item in stream:
        match item:
            case Invoice():
                if item.syntax:
                    book.note("format", name=item.syntax)
                entry = book.open(item)
                if entry is None and mark_of(item) not in of_nobody:
                    of_nobody.add(mark_of(item))
                    book.reject(_of_nobody(item))
                    book.bad_rows += 1
            case Line() if entry:
                lines.append(encoded(fitted(item, book), entry, book))
            case Fault() if entry:
                book.fault(entry, item)
            case Reject():
                book.bad_rows += item.row != bad_row  # several cells of one row are one row
                bad_row = item.row
                book.reject(item)
                book.spoil(item.invoice_no)
            case Remark():
                book.remark(item)
        if len(lines) >= BATCH:
            yield from frames(lines, book)
            lines = []
    yield from frames(lines, book)
    yield notes_frame(book.closing_notes())


def frames(lines: list[str], book: Book) -> Iterator[bytes]:
    yield notes_frame(book.take_notes())
    yield lines_frame("".join(lines), len(lines))


def fitted(line: Line, book: Book) -> Line:
    """The line with texts as long as their columns take; whatever is cut is told."""
    cut = {
        name: text[:longest]
        for name, longest in LONGEST.items()
        if len(text := getattr(line, name)) > longest
    }
    for name, text in cut.items():
        message = f"{name} is longer than {len(text)} characters and was cut to “{text}”."
        book.remark(Remark(message=message, row=line.source_row))
    return replace(line, **cut) if cut else line


def encoded(line: Line, entry: Entry, book: Book) -> str:
    """One line as ``COPY`` takes it, in the order of ``wire.COLUMNS``."""
    service, code = line.service_id, line.charge_code
    decimals = None if line.unit_rate is None else max(0, -line.unit_rate.as_tuple().exponent)
    cells = (
        entry.account.key,
        entry.key,
        book.keys.service(service) if service else None,
        book.keys.code(entry.account.carrier, code) if code else None,
        TYPES[line.charge_type],
        line.unit_rate,
        decimals,
        line.period_from,
        line.period_to,
        line.source_row,
        line.amount,
        line.quantity,
        line.line_no,
        line.description,
        line.unit,
        line.parent_line,
        line.jurisdiction,
        line.provider,
    )
    return "\t".join(map(written, cells)) + "\n"


def written(cell: int | str | date | Decimal | None) -> str:
    match cell:
        case None:
            return NULL
        case str():
            return cell.translate(ESCAPES)
        case Decimal():
            return f"{cell:f}"
        case _:
            return str(cell)


def _of_nobody(head: Invoice) -> Reject:
    return Reject(
        row=None,
        column="carrier",
        value=head.account_no,
        reason="The bill names no carrier, and the account number does not tell which it is.",
        invoice_no=head.invoice_no,
    )
