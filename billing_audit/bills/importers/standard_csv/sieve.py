"""Sorts the rows of a chunk that holds bad ones: what is wrong with which, and whose they are."""

from collections.abc import Iterator, Sequence

from billing_audit.bills.book import Mark
from billing_audit.bills.importers.standard_csv.cells import Unreadable, clean, shown
from billing_audit.bills.importers.standard_csv.records import Chunk
from billing_audit.bills.importers.standard_csv.strays import Strays
from billing_audit.bills.importers.standard_csv.table import HEAD, PERIOD, Table
from billing_audit.bills.stream import Reject

MARK = ("account_no", "invoice_no", "bill_date")


class Sieve:
    """Keeps the good rows; tells the book of the bad ones and of the invoices they spoil."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.book = table.book
        self.names = table.layout.names
        self.places = {name: place for place, name in enumerate(self.names)}
        self.strays = Strays()

    def good_rows(self, chunk: Chunk) -> tuple[list[list[str]], list[int]]:
        found = {number: row for number, row in zip(chunk.numbers, chunk.rows, strict=True)}
        broken = {number: (text, reason) for number, text, reason in chunk.broken}
        good = {}
        for number in sorted({*found, *broken}):
            if number in broken:
                self._take_broken(number, *broken[number])
            elif self._is_good(number, found[number]):
                good[number] = found[number]
        return list(good.values()), list(good)

    def passed(self, rows: Sequence[Sequence[str]]) -> None:
        """Note which invoices a run of good rows began and ended with."""
        if rows:
            self.strays.met(self._mark(rows[0]))
            self.strays.met(self._mark(rows[-1]))

    def close(self) -> None:
        """Refuse the invoices that rows without a name belong to."""
        for mark in self.strays.spoiled(self.book.marks()):
            self.book.refuse(mark)

    def _take_broken(self, number: int, text: str, reason: str) -> None:
        self.book.bad_rows += 1
        self._reject(number, "", text, reason)
        self.strays.add(text.split(","))

    def _is_good(self, number: int, row: list[str]) -> bool:
        if not any(map(str.strip, row)):
            return False  # a blank line says nothing, so nothing is lost
        if len(row) != len(self.names):
            self.book.bad_rows += 1
            reason = f"The row has {len(row)} cells, the header {len(self.names)}."
            self._reject(number, "", ",".join(row), reason)
            self.strays.add(row)
            return False
        mark, is_good = self._mark(row), True
        for column, reason in self._faults(row):
            is_good = False
            self._reject(number, column, row[self.places[column]], reason, mark[1])
        if mark[1]:
            self.strays.met(mark)
        else:
            self.strays.add(row, mark[0])
        if not is_good:
            self.book.bad_rows += 1
            self.book.refuse(mark)
        return is_good

    def _faults(self, row: list[str]) -> Iterator[tuple[str, str]]:
        """Every cell of a row that nobody can read, with the reason."""
        bad = set()
        for column in filter(self.table.cells.__contains__, self.names):
            try:
                self.table.cells[column][row[self.places[column]]]
            except Unreadable as wrong:
                bad.add(column)
                yield column, wrong.reason
        for together, known in ((HEAD, self.table.heads), (PERIOD, self.table.periods)):
            if bad.isdisjoint(together):
                try:
                    known[tuple(self._cell(row, column) for column in together)]
                except Unreadable as wrong:
                    yield wrong.column if wrong.column in self.places else MARK[0], wrong.reason

    def _mark(self, row: Sequence[str]) -> Mark:
        account, number, day = (self._readable(row, column) for column in MARK)
        return Mark(account, number, day)

    def _readable(self, row: Sequence[str], column: str) -> str:
        try:
            self.table.cells[column][row[self.places[column]]]
        except Unreadable:
            return ""
        return clean(row[self.places[column]])

    def _cell(self, row: Sequence[str], column: str) -> str:
        return row[self.places[column]] if column in self.places else ""

    def _reject(
        self, number: int, column: str, value: str, reason: str, invoice_no: str = ""
    ) -> None:
        self.book.reject(
            Reject(
                row=number, column=column, value=shown(value), reason=reason, invoice_no=invoice_no
            )
        )
