"""Reading a reference CSV: its header, its rows, and the cells nobody can read."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from retainer.lib.refusal import Refused

NUMBER = re.compile(r"-?\d{1,10}(\.\d{1,8})?", re.ASCII)
#: What the database's small integers hold.
LARGEST = 32_767
YES, NO = {"yes", "true", "1"}, {"no", "false", "0"}


class BadCell(Exception):
    """A value that is not what its column holds; the message says what would be."""


class BadTable(Refused):
    """The file as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Column:
    """A column of a reference file."""

    name: str
    read: Callable[[str], Any]
    required: bool = False
    help: str = ""


@dataclass(frozen=True)
class Row:
    """One row: its line in the file, and its values by column, ``None`` where empty."""

    number: int
    values: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)


@dataclass(frozen=True)
class Rejected:
    """A cell that was refused."""

    row: int
    column: str
    value: str
    reason: str


@dataclass
class Outcome:
    """What loading a file did, or would do."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def refuse(self, row: Row, column: str, reason: str) -> None:
        value = row[column]
        self.rejected.append(Rejected(row.number, column, str(value or ""), reason))


def text(limit: int) -> Callable[[str], str]:
    """Reads words of at most ``limit`` characters."""

    def read(value: str) -> str:
        if len(value) > limit:
            raise BadCell(f"longer than {limit} characters")
        if not value.isprintable():
            raise BadCell("contains characters that cannot be printed")
        return value

    return read


def day(value: str) -> date:
    try:
        if len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise BadCell("not a date like 2026-03-31") from None


def number(value: str) -> Decimal:
    if not NUMBER.fullmatch(value):
        raise BadCell("not a number like 38.50")
    return Decimal(value)


def amount(value: str) -> Decimal:
    """A number that is not negative."""
    read = number(value)
    if read < 0:
        raise BadCell("is negative")
    return read


def decimals(places: int, *, below: Decimal) -> Callable[[str], Decimal]:
    """Reads a number that is not negative and that the database keeps exactly."""

    def read(value: str) -> Decimal:
        found = amount(value)
        if found >= below:
            raise BadCell(f"not less than {below:,f}")
        if found != round(found, places):
            raise BadCell(f"has more than {places} decimals")
        return found

    return read


#: A percentage as the paper writes it, a sum of money, and a quantity billed.
percent = decimals(4, below=Decimal(100_000))
money = decimals(2, below=Decimal(10) ** 10)
quantity = decimals(6, below=Decimal(10) ** 10)


def whole(value: str) -> int:
    if not re.fullmatch(r"\d{1,5}", value, re.ASCII) or int(value) > LARGEST:
        raise BadCell(f"not a whole number up to {LARGEST}")
    return int(value)


def web_address(value: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        raise BadCell("not a web address like https://example.com") from None
    return value


def currency(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", value):
        raise BadCell("not three capitals such as USD")
    return value


def yes(value: str) -> bool:
    if value.lower() in YES | NO:
        return value.lower() in YES
    raise BadCell("not yes or no")


def one_of(words: Iterable[str]) -> Callable[[str], str]:
    """Reads one of a few words, in any case."""
    known = list(words)

    def read(value: str) -> str:
        if value.lower() not in known:
            raise BadCell(f"not one of {', '.join(known)}")
        return value.lower()

    return read


def hour(value: str) -> time:
    """Reads an hour of the day."""
    try:
        return time.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        raise BadCell("not an hour like 08:00") from None


def dates(value: str) -> list[date]:
    """Days with commas between them."""
    return [day(each.strip()) for each in value.split(",") if each.strip()]


def codes(value: str) -> list[str]:
    """Charge codes with commas between them."""
    return [text(60)(code.strip()) for code in value.split(",") if code.strip()]


def read_table(content: bytes, columns: tuple[Column, ...], outcome: Outcome) -> Iterator[Row]:
    """The readable rows of a CSV file; what is not readable is noted in ``outcome``.

    Raises ``BadTable`` when the file is no UTF-8 CSV with the required columns.
    """
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    known = {column.name: column for column in columns}
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        _check_header(header, known, outcome)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if row := _row(reader.line_num, header, cells, known, outcome):
                yield row
    except csv.Error as broken:
        raise BadTable(f"Line {reader.line_num}: the CSV is broken ({broken}).") from broken


def _decoded(content: bytes) -> str:
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise BadTable(f"Line {line} is not UTF-8: save the file as CSV UTF-8.") from wrong
    if "\0" in decoded:
        raise BadTable("The file holds NUL bytes and is no text: save it as CSV UTF-8.")
    return decoded


def _check_header(header: list[str], known: dict[str, Column], outcome: Outcome) -> None:
    missing = [c.name for c in known.values() if c.required and c.name not in header]
    if missing:
        raise BadTable(
            f"The header has no column {', '.join(missing)}. "
            f"It must have {', '.join(c.name for c in known.values() if c.required)}."
        )
    if len(set(header)) < len(header):
        raise BadTable("The header names a column twice.")
    unknown = [name for name in header if name not in known]
    if unknown:
        outcome.warnings.append(f"Unknown columns were ignored: {', '.join(unknown)}.")


def _row(
    number: int, header: list[str], cells: list[str], known: dict[str, Column], outcome: Outcome
) -> Row | None:
    if len(cells) != len(header):
        outcome.rejected.append(
            Rejected(number, "", "", f"has {len(cells)} cells; the header has {len(header)}")
        )
        return None
    return read_cells(number, dict(zip(header, cells, strict=True)), known, outcome)


def read_cells(
    number: int, written: dict[str, str], known: dict[str, Column], outcome: Outcome
) -> Row | None:
    """What the cells of one row say, ``None`` when one of them was refused."""
    values: dict[str, Any] = {}
    bad = False
    for name, column in known.items():
        if name not in written:
            if column.required:
                outcome.rejected.append(Rejected(number, name, "", "is missing"))
                bad = True
            continue
        cell = written[name].strip()
        try:
            if not cell and column.required:
                raise BadCell("is empty")
            values[name] = column.read(cell) if cell else None
        except BadCell as wrong:
            outcome.rejected.append(Rejected(number, name, written[name][:200], str(wrong)))
            bad = True
    return None if bad else Row(number, values)
