"""Bill lines as ``COPY`` takes them, written a column at a time.

A column is one kind of cell, and most of its cells come again: each distinct one is written once
and found ever after.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from operator import attrgetter
from typing import Any

from billing_audit.bills.book import Book, Entry
from billing_audit.bills.stream import CHARGE_TYPES, Line, Remark

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
NAMES = tuple(field.name for field in fields(Line))
CELLS = attrgetter(*NAMES)
#: Distinct cells remembered per column; more than that, and we begin anew.
MOST_REMEMBERED = 20_000


class Once(dict[Any, str]):
    """Cells as they come and as they are written."""

    def __init__(self, write: Callable[[Any], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, cell: object) -> str:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        written = self[cell] = self._write(cell)
        return written


class LineColumns:
    """Writes the lines of one file; their services and codes get their keys from its book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._heads = Once(lambda keys: f"{keys[0]}\t{keys[1]}")
        self._services = Once(self._service)
        self._codes = Once(self._code)
        #: By what is printed: 0.10 and 0.1 are the same number, and not the same rate.
        self._rates = Once(rate)
        self._numbers = Once(number)
        self._days = Once(lambda day: NULL if day is None else str(day))

    def text(self, lines: Sequence[Line], entries: Sequence[Entry]) -> str:
        """The lines in the order of ``wire.COLUMNS``; whatever is cut is told."""
        if not lines:
            return ""
        told = columns_of(lines)
        if any(max(map(len, told[name])) > longest for name, longest in LONGEST.items()):
            told = columns_of([fitted(line, self.book) for line in lines])
        keys = [(entry.account.key, entry.key) for entry in entries]
        carriers = [entry.account.carrier for entry in entries]
        columns = (
            map(self._heads.__getitem__, keys),
            map(self._services.__getitem__, told["service_id"]),
            map(self._codes.__getitem__, zip(carriers, told["charge_code"], strict=True)),
            map(TYPES.__getitem__, told["charge_type"]),
            map(self._rates.__getitem__, map(str, told["unit_rate"])),
            map(self._days.__getitem__, told["period_from"]),
            map(self._days.__getitem__, told["period_to"]),
            [NULL if row is None else str(row) for row in told["source_row"]],
            map(self._numbers.__getitem__, told["amount"]),
            map(self._numbers.__getitem__, told["quantity"]),
            texts(told["line_no"]),
            texts(told["description"]),
            texts(told["unit"]),
            texts(told["parent_line"]),
            texts(told["jurisdiction"]),
            texts(told["provider"]),
        )
        return "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"

    def _service(self, number: str) -> str:
        return str(self.book.keys.service(number)) if number else NULL

    def _code(self, named: tuple[str, str]) -> str:
        carrier, code = named
        return str(self.book.keys.code(carrier, code)) if code else NULL


def columns_of(lines: Sequence[Line]) -> dict[str, tuple[Any, ...]]:
    return dict(zip(NAMES, zip(*map(CELLS, lines), strict=True), strict=True))


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


def texts(cells: Sequence[str]) -> Iterable[str]:
    """The cells escaped, if there is anything in any of them to escape."""
    together = "".join(cells)
    if together.isprintable() and "\\" not in together:
        return cells
    return map(escaped, cells)


def escaped(text: str) -> str:
    return text.translate(ESCAPES)


def number(value: Decimal | None) -> str:
    return NULL if value is None else f"{value:f}"


def rate(written: str) -> str:
    """A unit price and the decimals it was printed with."""
    if written == str(None):
        return f"{NULL}\t{NULL}"
    value = Decimal(written)
    return f"{value:f}\t{max(0, -value.as_tuple().exponent)}"
