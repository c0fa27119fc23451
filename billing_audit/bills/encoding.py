"""The stream of any importer as frames for the importing parent, a batch of lines at a time."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from billing_audit.bills.book import Book, Entry, Mark, mark_of
from billing_audit.bills.line_columns import NULL, LineColumns, escaped
from billing_audit.bills.stream import BillStream, Fault, Invoice, Line, Reject, Remark
from billing_audit.bills.wire import lines_frame, notes_frame

#: Lines per frame.
BATCH = 2000


def encode(stream: BillStream, book: Book) -> Iterator[bytes]:
    """Frames of a stream; an invoice in which a cell was unreadable is refused whole."""
    columns = LineColumns(book)
    lines: list[Line] = []
    entries: list[Entry] = []
    entry: Entry | None = None
    of_nobody: set[Mark] = set()
    bad_row: int | None = 0
    for item in stream:
        match item:
            case Line():
                if entry:
                    lines.append(item)
                    entries.append(entry)
                    if len(lines) >= BATCH:
                        yield from frames(columns, lines, entries)
                        lines, entries = [], []
            case Invoice():
                if item.syntax:
                    book.note("format", name=item.syntax)
                entry = book.open(item)
                if entry is None and mark_of(item) not in of_nobody:
                    of_nobody.add(mark_of(item))
                    book.reject(_of_nobody(item))
                    book.bad_rows += 1
            case Fault() if entry:
                book.fault(entry, item)
            case Reject():
                book.bad_rows += item.row != bad_row  # several cells of one row are one row
                bad_row = item.row
                book.reject(item)
                book.spoil(item.invoice_no)
            case Remark():
                book.remark(item)
    yield from frames(columns, lines, entries)
    yield notes_frame(book.closing_notes())


def frames(columns: LineColumns, lines: list[Line], entries: list[Entry]) -> Iterator[bytes]:
    text = columns.text(lines, entries)
    yield notes_frame(columns.book.take_notes())
    yield lines_frame(text, len(lines))


def written(cell: int | str | date | Decimal | None) -> str:
    """Any one cell as ``COPY`` takes it."""
    match cell:
        case None:
            return NULL
        case str():
            return escaped(cell)
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
