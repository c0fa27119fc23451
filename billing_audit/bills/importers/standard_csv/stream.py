"""The standard bill as the common stream, row by row: for checking, where no database waits."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from billing_audit.bills.book import Book
from billing_audit.bills.importers.standard_csv.cells import clean
from billing_audit.bills.importers.standard_csv.layout import KNOWN, read_header
from billing_audit.bills.importers.standard_csv.records import LONGEST_HEADER, chunks, open_text
from billing_audit.bills.importers.standard_csv.sieve import Sieve
from billing_audit.bills.importers.standard_csv.table import HEAD, Table
from billing_audit.bills.keys import Account, Keys, Order
from billing_audit.bills.stream import BillStream, Invoice, Line, Reject, Remark

TEXTS = (
    *("line_no", "service_id", "charge_code", "description"),
    *("unit", "parent_line", "jurisdiction", "provider"),
)


class AnyAccount(Keys):
    """Checking knows no client: an account without a carrier is as good as any other."""

    def account(self, carrier: str, numbers: Sequence[str], currency: str = "") -> Account | None:
        return super().account(carrier or "-", numbers, currency)


def read_bill(path: str | Path) -> BillStream:
    """An invoice comes again whenever the rows go back to it."""
    book = Book(AnyAccount(Order.to_nobody()))
    with open_text(path) as source:
        layout = read_header(source.readline(LONGEST_HEADER))
        yield from (Remark(message=warning) for warning in layout.warnings)
        sieve = Sieve(Table(layout, book))
        current: tuple[str, ...] = ()
        for chunk in chunks(source, line=2):
            rows, numbers = sieve.good_rows(chunk)
            yield from _told(book)
            for row, number in zip(rows, numbers, strict=True):
                cells = dict.fromkeys(KNOWN, "") | dict(zip(layout.names, row, strict=True))
                head = tuple(cells[column] for column in HEAD)
                if head != current:
                    current = head
                    yield invoice(*map(clean, head))
                yield line({name: clean(cells[name]) for name in KNOWN}, number)


def invoice(
    carrier: str, account: str, number: str, billed: str, currency: str, due: str
) -> Invoice:
    return Invoice(
        carrier=carrier,
        account_no=account,
        invoice_no=number,
        bill_date=date.fromisoformat(billed),
        currency=currency.upper(),
        due_date=day(due),
    )


def line(cells: dict[str, str], number: int) -> Line:
    return Line(
        **{name: cells[name] for name in TEXTS},
        charge_type=cells["charge_type"].lower(),
        amount=Decimal(cells["amount"]),
        quantity=decimal(cells["quantity"]),
        unit_rate=decimal(cells["unit_rate"]),
        period_from=day(cells["period_from"]),
        period_to=day(cells["period_to"]),
        source_row=number,
    )


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def decimal(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _told(book: Book) -> Iterator[Reject | Remark]:
    kinds = {"reject": Reject, "remark": Remark}
    for note in book.take_notes():
        if kind := kinds.get(note.pop("kind")):
            yield kind(**note)
