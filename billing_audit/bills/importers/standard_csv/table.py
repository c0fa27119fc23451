"""Rows of the standard bill turned into lines, a chunk of columns at a time."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat

from billing_audit.bills.book import Book, Entry
from billing_audit.bills.importers.standard_csv.cells import (
    NULL,
    Cells,
    Currency,
    Day,
    Number,
    OneOf,
    Rate,
    Text,
    Unreadable,
    clean,
)
from billing_audit.bills.importers.standard_csv.layout import Layout
from billing_audit.bills.stream import CHARGE_TYPES, Invoice

WHOSE_ACCOUNT = "The carrier is missing, and the account number does not tell which it is."
OTHER_CURRENCY = "The other lines of this invoice are in another currency."

#: Columns stored as they are read, in the order of ``wire.COLUMNS``.
AS_READ = (
    *("amount", "quantity", "line_no", "description"),
    *("unit", "parent_line", "jurisdiction", "provider"),
)
HEAD = ("carrier", "account_no", "invoice_no", "bill_date", "currency", "due_date")

PERIOD = ("period_from", "period_to")


class Services(Text):
    """Service numbers, stored as their keys."""

    def __init__(self, book: Book) -> None:
        super().__init__(80)
        self.keys = book.keys

    def empty(self) -> str:
        return NULL

    def read(self, cell: str) -> str:
        number = super().read(cell)
        return number if number == NULL else str(self.keys.service(clean(cell)))


class Heads(dict[tuple[str, ...], str]):
    """What rows say of their invoice, stored as the keys of its account and itself."""

    def __init__(self, book: Book, cells: dict[str, Cells]) -> None:
        super().__init__()
        self.book = book
        self.cells = cells
        self.entries: dict[str, Entry] = {}

    def __missing__(self, written: tuple[str, ...]) -> str:
        for column, cell in zip(HEAD, written, strict=True):
            self.cells[column][cell]  # raises when nobody can read it
        carrier, account, number, billed, currency, due = map(clean, written)
        entry = self.book.open(
            Invoice(
                carrier=carrier,
                account_no=account,
                invoice_no=number,
                bill_date=date.fromisoformat(billed),
                currency=currency.upper(),
                due_date=date.fromisoformat(due) if due else None,
            )
        )
        if entry is None:
            raise Unreadable(WHOSE_ACCOUNT, "carrier")
        if currency.upper() != entry.head.currency:
            raise Unreadable(OTHER_CURRENCY, "currency")
        keys = self[written] = f"{entry.account.key}\t{entry.key}"
        self.entries[keys] = entry
        return keys


class Codes(Cells):
    """Charge codes, stored as their keys; the same code of two carriers is two codes."""

    def __init__(self, book: Book, heads: Heads) -> None:
        super().__init__()
        self.book = book
        self.heads = heads
        self.text = Text(60)

    def read(self, cell: tuple[str, str]) -> str:
        head, written = cell
        self.text[written]  # raises when nobody can read it
        if not (code := clean(written)):
            return NULL
        return str(self.book.keys.code(self.heads.entries[head].account.carrier, code))


class Periods(Cells):
    """First and last day of what a charge is for, both of them included."""

    def __init__(self) -> None:
        super().__init__()
        self.days = Day()

    def read(self, cell: tuple[str, str]) -> str:
        first, last = self.days[cell[0]], self.days[cell[1]]
        if NULL not in (first, last) and last < first:
            raise Unreadable("The period ends before it begins.", "period_to")
        return f"{first}\t{last}"


class Table:
    """Reads the rows of one file; what they need to know of each other is in the book."""

    def __init__(self, layout: Layout, book: Book) -> None:
        self.layout = layout
        self.book = book
        days = Day()
        self.cells: dict[str, Cells] = {
            "carrier": Text(120),
            "account_no": Text(60, required=True),
            "invoice_no": Text(80, required=True),
            "bill_date": Day(required=True),
            "currency": Currency(),
            "due_date": days,
            "service_id": Services(book),
            "charge_code": Text(60),
            "charge_type": OneOf({name: at for at, name in enumerate(CHARGE_TYPES, start=1)}),
            "unit_rate": Rate(10, 8),
            "period_from": days,
            "period_to": days,
            "amount": Number(12, 6, required=True),
            "quantity": Number(12, 6),
            "line_no": Text(40, required=True),
            "description": Text(2000),
            "unit": Text(20),
            "parent_line": Text(40),
            "jurisdiction": Text(40),
            "provider": Text(80),
        }
        self.heads = Heads(book, self.cells)
        self.codes = Codes(book, self.heads)
        self.periods = Periods()

    def lines(self, rows: Sequence[Sequence[str]], numbers: Iterable[int]) -> str:
        """The rows as ``COPY`` takes them; raises ``Unreadable`` if any cell is."""
        if not rows:
            return ""
        written = dict(zip(self.layout.names, zip(*rows, strict=True), strict=True))

        def cells(column: str) -> Iterable[str]:
            return written[column] if column in written else repeat("")

        def stored(column: str) -> Iterable[str]:
            found, known = written.get(column), self.cells[column]
            return repeat(known[""]) if found is None else map(known.__getitem__, found)

        heads = list(map(self.heads.__getitem__, zip(*map(cells, HEAD), strict=False)))
        columns = (
            heads,
            stored("service_id"),
            map(self.codes.__getitem__, zip(heads, cells("charge_code"), strict=False)),
            stored("charge_type"),
            stored("unit_rate"),
            map(self.periods.__getitem__, zip(*map(cells, PERIOD), strict=False)),
            map(str, numbers),
            *map(stored, AS_READ),
        )
        return "\n".join(map("\t".join, zip(*columns, strict=False))) + "\n"
