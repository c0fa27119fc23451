"""Rows with nothing odd about them, read a column at a time: several times as fast as one by one.

Whatever is odd about a batch, the answer is ``None`` and the careful way finds out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import islice, repeat, zip_longest
from typing import Any

from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.mapped.fields import MONEY, OF_THE_LINE
from billing_audit.bills.importers.mapped.layout import fits
from billing_audit.bills.importers.mapped.profile import Skip
from billing_audit.bills.importers.mapped.reader import Reader
from billing_audit.bills.importers.mapped.rows import Broken, Row
from billing_audit.bills.importers.standard_csv.cells import Unreadable
from billing_audit.bills.stream import Invoice, Line

#: Rows read at a time, and how few of them are gone through one by one to find the odd one.
BATCH, FEW = 1024, 32

Table = Sequence[tuple[Cell, ...]]


def batches(rows: Iterator[Row | Broken]) -> Iterator[list[Row | Broken]]:
    while batch := [*islice(rows, BATCH)]:
        yield batch


class Columns:
    """Reads batches for a profile whose rows are a charge each."""

    def __init__(self, reader: Reader, skips: Sequence[Skip]) -> None:
        self.reader = reader
        self._skipping = [(reader.layout.places[skip.column], skip) for skip in skips]
        self.profile = reader.profile
        self.width = len(reader.layout.names)

    def cut(self, rows: Sequence[Row | Broken]) -> Table | None:
        """The columns of a batch in which every row is a charge and has a cell for each."""
        if any(isinstance(row, Broken) for row in rows):
            return None
        cells = [row.cells for row in rows]
        if self.profile.table.kind == "xlsx":
            columns = [*zip_longest(*cells, repeat("", self.width), fillvalue="")]
            columns = [column[:-1] for column in columns]
        elif len({*map(len, cells)}) == 1:
            columns = [*zip(*cells, strict=True)]
        else:
            return None
        if len(columns) < self.width or any(map(any, columns[self.width :])):
            return None
        is_odd = any(fits(skip, cell) for at, skip in self._skipping for cell in {*columns[at]})
        return None if is_odd else columns

    def lines(
        self, rows: Sequence[Row], columns: Table, heads: Sequence[Invoice]
    ) -> list[Line] | None:
        """The charges; column names that come again are no amounts, and blank rows have none."""
        currencies = [head.currency for head in heads]
        said = {name: self._values(name, columns, currencies) for name in OF_THE_LINE}
        is_odd = None in said["amount"] or any(
            Unreadable in {*map(type, values)} for values in said.values()
        )
        periods = {*zip(said["period_from"], said["period_to"], strict=True)}
        if is_odd or any(map(ends_too_early, periods)):
            return None
        numbers = [row.number for row in rows]
        said["line_no"] = [
            told or str(number) for told, number in zip(said["line_no"], numbers, strict=True)
        ]
        said |= {"source_row": numbers, "source_ref": [""] * len(rows)}
        return [*map(Line, *(said[field.name] for field in fields(Line)))]

    def _values(self, name: str, columns: Table, currencies: Sequence[str]) -> list[Any]:
        place = self.reader.places.get(name)
        if place is None:
            return [self.reader.fixed(name)] * len(currencies)
        known = self.reader.known[name]
        keys = zip(columns[place], currencies if name in MONEY else repeat(""), strict=False)
        return [*map(known.__getitem__, keys)]


def ends_too_early(period: tuple[Any, Any]) -> bool:
    first, last = period
    return bool(first and last and last < first)
