"""The cells of one row by field and by column; what cannot be read becomes a reject."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from billing_audit.bills.importers.mapped import cells
from billing_audit.bills.importers.mapped.cells import Cell, Unreadable, folded
from billing_audit.bills.stream import Reject
from billing_audit.usage.layouts import Layout

CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{2}(?:\.\d{1,3})?)", re.ASCII)
SECONDS = {"seconds": Decimal(1), "minutes": Decimal(60)}
MILLI, MICRO = Decimal("0.001"), Decimal("0.000001")
#: Below this every number fits its column.
LARGEST = Decimal(10) ** 11

T = TypeVar("T")


@dataclass
class RowCells:
    """One row, its cells by folded column name."""

    layout: Layout
    number: int
    given: Mapping[str, Cell]
    rejects: list[Reject] = field(default_factory=list)

    def text(self, name: str, longest: int = 80) -> str:
        """What the column of a field says."""
        words = self._read(self.layout.columns.get(name, ""), cells.text) or ""
        if len(words) > longest:
            self.refuse(name, f"This is longer than {longest} characters.")
        return words

    def word(self, name: str, words: Mapping[str, str], otherwise: str) -> str:
        """One of our words for what the column says; a word nobody explained is refused."""
        said = self.text(name)
        if not said:
            return otherwise
        if (found := words.get(folded(said))) is None:
            self.refuse(name, f"The layout does not explain this {name}.")
        return found or otherwise

    def started(self) -> datetime | None:
        """The moment, in the zone of the carrier's clock; of an hour that comes twice the first."""
        written = self._read(self.layout.columns["started"], cells.time)
        if written is None and not self.rejects:
            self.refuse("started", "The row does not say when it was.")
        return written and written.replace(tzinfo=ZoneInfo(self.layout.zone))

    def duration(self) -> Decimal | None:
        """Seconds, rounded half up to the thousandth."""
        column = self.layout.columns.get("duration", "")
        if self.layout.duration_in == "clock":
            return self._read(column, _clock)
        value = self._read(column, cells.number)
        seconds = value and value * SECONDS[self.layout.duration_in]
        return self._within(column, seconds, MILLI, negative=False)

    def count(self, column: str) -> Decimal | None:
        """What a column counts."""
        return self._within(column, self._read(column, cells.number), MICRO, negative=False)

    def amount(self, currency: str) -> Decimal | None:
        """The charge, credits negative; ``None`` when none of its columns says anything."""
        stated = [
            self._within(column, self._read(column, cells.money, currency), MICRO)
            for column in self.layout.amounts or [self.layout.columns.get("amount", "")]
        ]
        if all(each is None for each in stated):
            return None
        total = sum((each for each in stated if each is not None), Decimal(0))
        return -total if total and self.layout.conventions.charges_are == "negative" else total

    def refuse(self, name: str, reason: str) -> None:
        column = self.layout.columns.get(name, name)
        self.rejects.append(Reject(row=self.number, column=column, value="", reason=reason))

    def currency(self) -> str:
        column = self.layout.columns.get("currency", "")
        return self._read(column, cells.currency) or self.layout.currency

    def _read(self, column: str, read: Callable[..., T], *more: str) -> T | None:
        """What a reader makes of the column's cell; ``None`` where the row has none."""
        cell = self.given.get(folded(column)) if column else None
        if cell is None:
            return None
        try:
            return read(cell, self.layout.conventions, *more)
        except Unreadable as wrong:
            value = "" if isinstance(cell, Unreadable) else str(cell)[:200]
            self.rejects.append(
                Reject(row=self.number, column=column, value=value, reason=str(wrong))
            )
            return None

    def _within(
        self, column: str, value: Decimal | None, step: Decimal, *, negative: bool = True
    ) -> Decimal | None:
        """The number as its column keeps it, unless it fits none."""
        if value is None:
            return None
        if abs(value) >= LARGEST or (value < 0 and not negative):
            what = "too large" if value > 0 else "negative, and nothing is used less than not"
            reason = f"This number is {what}."
            self.rejects.append(
                Reject(row=self.number, column=column, value=f"{value:.20g}", reason=reason)
            )
            return None
        return value.quantize(step, "ROUND_HALF_UP")


def _clock(cell: Cell, conventions: cells.Conventions) -> Decimal | None:
    """Seconds of a duration such as 1:02:03, 2:03 or 0:59.5."""
    if not (words := cells.text(cell, conventions)):
        return None
    if not (found := CLOCK.fullmatch(words)):
        raise Unreadable("The layout expects a duration written like 1:02:03.")
    hours, minutes, seconds = found.groups(default="0")
    return int(hours) * 3600 + int(minutes) * 60 + Decimal(seconds)
