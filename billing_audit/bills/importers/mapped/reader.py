"""One row of a table, read: what it says of its bill and of its charges, cell by cell.

A bill repeats its cells, so each distinct one is read once and found ever after.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from billing_audit.bills.importers.mapped import cells, fields
from billing_audit.bills.importers.mapped.cells import Cell, folded
from billing_audit.bills.importers.mapped.layout import Layout
from billing_audit.bills.importers.standard_csv.cells import EMPTY, Unreadable, shown
from billing_audit.bills.stream import CHARGE_TYPES, Reject

MOST_REMEMBERED = 20_000
Value = str | Decimal | date | None
V = TypeVar("V")
#: Texts that tell a bill, an account or a service apart: a shortened one tells nothing.
KEYS = ("account_no", "invoice_no", "service_id")


@dataclass
class Bad:
    """The cells of one row that nobody can read."""

    row: int
    rejects: list[Reject] = field(default_factory=list)

    def add(self, column: str, cell: Cell, reason: str) -> None:
        value = "" if isinstance(cell, Unreadable) else shown(str(cell))
        self.rejects.append(Reject(row=self.row, column=column[:80], value=value, reason=reason))


class Known(dict[tuple[Cell, str], Value | Unreadable]):
    """What the cells of one field say; the second part of the key is the currency of the row."""

    def __init__(self, read: Callable[[Cell, str], Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, key: tuple[Cell, str]) -> Value | Unreadable:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        try:
            value: Value | Unreadable = self._read(*key)
        except Unreadable as reason:
            value = reason
        self[key] = value
        return value


class Reader:
    """Reads the cells of rows by a profile's conventions."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.profile = layout.profile
        self.conventions = layout.profile.conventions
        self._sign = -1 if self.conventions.charges_are == "negative" else 1
        self._kinds = {folded(word): kind for word, kind in self.profile.charge_types.items()}
        self.places = {
            name: layout.places[column]
            for name, column in self.profile.columns.items()
            if column in layout.places
        }
        self.known = {name: Known(self._way(name)) for name in fields.FIELDS}
        self._sums: dict[str, Known] = {}
        words = [name for name in fields.OF_THE_LINE if name in fields.TEXTS]
        self._always = {name: self.profile.fixed.get(name, "") for name in words}
        self._texts = [
            (name, self.places[name], self.known[name]) for name in words if name in self.places
        ]
        #: The columns that tell one bill from another.
        self.places_of_the_bill = tuple(
            self.places[name] for name in fields.OF_THE_BILL if name in self.places
        )

    def texts(self, row: Sequence[Cell], bad: Bad) -> dict[str, str]:
        """What the row says of its charge in words, and what every row says of it."""
        said = dict(self._always)
        for name, place, known in self._texts:
            found = known[row[place], ""]
            if isinstance(found, Unreadable):
                bad.add(self.layout.names[place], row[place], found.reason)
            else:
                said[name] = found
        return said

    def value(self, name: str, row: Sequence[Cell], bad: Bad, currency: str = "") -> Value:
        """A bill field of the row; a fixed text stands for a column."""
        place = self.places.get(name)
        if place is None:
            return self.fixed(name)
        found = self.known[name][row[place], currency]
        if isinstance(found, Unreadable):
            bad.add(self.layout.names[place], row[place], found.reason)
            return None
        return found

    def fixed(self, name: str) -> str | None:
        """What every row says of a field that no column is."""
        return self.profile.fixed.get(name, "" if name in fields.TEXTS else None)

    def required(self, name: str, row: Sequence[Cell], bad: Bad, currency: str = "") -> Value:
        before = len(bad.rejects)
        found = self.value(name, row, bad, currency)
        if found in ("", None) and len(bad.rejects) == before:
            place = self.places.get(name)
            bad.add(name if place is None else self.layout.names[place], "", EMPTY)
        return found

    def amount(self, column: str, row: Sequence[Cell], bad: Bad, currency: str) -> Decimal | None:
        """A column of money, charges positive."""
        return self._of_column(column, row, bad, currency, self._money)

    def quantity(self, column: str, row: Sequence[Cell], bad: Bad) -> Decimal | None:
        return self._of_column(column, row, bad, "", self._number)

    def _of_column(
        self, column: str, row: Sequence[Cell], bad: Bad, currency: str,
        read: Callable[[Cell, str], Value],
    ) -> Decimal | None:  # fmt: skip
        place = self.layout.places.get(column)
        if place is None:
            return None
        if column not in self._sums:
            self._sums[column] = Known(read)
        found = self._sums[column][row[place], currency]
        if isinstance(found, Unreadable):
            bad.add(self.layout.names[place], row[place], found.reason)
            return None
        return found

    def _way(self, name: str) -> Callable[[Cell, str], Value]:
        if name in fields.DAYS:
            return lambda cell, _: cells.day(cell, self.conventions)
        if name in fields.MONEY:
            return self._money
        if name in fields.NUMBERS:
            return self._number
        if name in KEYS:
            return self._key
        if name == "currency":
            return lambda cell, _: cells.currency(cell, self.conventions)
        return self._charge_type if name == "charge_type" else self._text

    def _money(self, cell: Cell, currency: str) -> Decimal | None:
        found = cells.money(cell, self.conventions, currency)
        return found * self._sign if found else found

    def _number(self, cell: Cell, _: str) -> Decimal | None:
        return cells.number(cell, self.conventions)

    def _text(self, cell: Cell, _: str) -> str:
        return cells.text(cell, self.conventions)

    def _key(self, cell: Cell, _: str) -> str:
        return cells.key(cell, self.conventions)

    def _charge_type(self, cell: Cell, _: str) -> str:
        words = cells.text(cell, self.conventions)
        found = self._kinds.get(folded(words))
        if found is None and not self._kinds and words.lower() in CHARGE_TYPES:
            return words.lower()
        if found is None:
            raise Unreadable(
                "The layout does not say which kind of charge this is. Add the word to the "
                "layout and load the file again."
            )
        return found
