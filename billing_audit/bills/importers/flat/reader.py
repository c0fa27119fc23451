"""Records of a flat file, one at a time, as its layout describes them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from billing_audit.bills.caps import cap
from billing_audit.bills.importers.flat.fields import Unreadable, Value
from billing_audit.bills.importers.flat.layout import Layout, Part, Record
from billing_audit.bills.stream import Reject
from retainer.lib.refusal import Refused

BOM = b"\xef\xbb\xbf"
LONGEST_LINE = cap("BILL_MAX_LINE_BYTES")
MOST_ROWS = cap("BILL_MAX_ROWS")


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a known type with its fields as values."""

    number: int
    kind: str
    record: Record
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Broken:
    """A record with fields nobody can read, and what could be read of it."""

    part: Part | None
    values: dict[str, Value]
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A record of a type the layout does not know."""

    number: int
    kind: str


def rows(path: str | Path, layout: Layout) -> Iterator[Row | Broken | Unknown]:
    """Every record; one with a field that cannot be read is broken as a whole."""
    for number, line in lines(path):
        text = decoded(line)
        if not text.strip() or (layout.comment and text.startswith(layout.comment)):
            continue
        cells = apart(text, layout)
        if cells is None:
            yield broken(number, text, "A quotation mark opens here and is never closed.")
            continue
        kind = at(cells, layout.kind)
        if record := layout.records.get(kind.upper()):
            yield _row(number, kind.upper(), record, cells)
        else:
            yield Unknown(number, kind)


def lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """The lines with their number, without what ends them."""
    with Path(path).open("rb") as source:
        number = 0
        while line := source.readline(LONGEST_LINE):
            number += 1
            if number == 1:
                line = line.removeprefix(BOM)
            if len(line) >= LONGEST_LINE:
                raise Refused(
                    f"Line {number} is longer than {LONGEST_LINE // 1024} kB, so this is not the "
                    "file its first records announce. Ask the carrier for it again.",
                    reason="line_too_long",
                )
            if number > MOST_ROWS:
                raise Refused(
                    f"The file has more than {MOST_ROWS:,} lines, the most we read. "
                    "Split it and send the parts.",
                    reason="too_many_rows",
                )
            yield number, line.rstrip(b"\r\n\x1a")


def decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def apart(text: str, layout: Layout) -> list[str] | str | None:
    """The cells of a delimited record; a fixed one stays whole.  ``None`` for open quotes."""
    if not layout.delimiter:
        return text
    if '"' not in text:
        return text.split(layout.delimiter)
    try:
        return next(csv.reader([text], delimiter=layout.delimiter, strict=True))
    except csv.Error:
        return None


def at(cells: list[str] | str, place: int | slice) -> str:
    """What stands at a place; nothing beyond the end."""
    if isinstance(place, int) and place >= len(cells):
        return ""
    return cells[place].strip()


def broken(number: int, text: str, reason: str, part: Part | None = None) -> Broken:
    """A record of which nothing can be read."""
    return Broken(part, {}, (Reject(row=number, column="", value=text[:200], reason=reason),))


def _row(number: int, kind: str, record: Record, cells: list[str] | str) -> Row | Broken:
    if isinstance(cells, list) and len(cells) < record.width:
        reason = f"The {kind} record has {len(cells)} fields, {record.width} at least belong there."
        return broken(number, ",".join(cells), reason, record.part)
    values, rejects = {}, []
    for name, field in record.fields.items():
        text = at(cells, field.place)
        try:
            if field.required and not text:
                raise Unreadable("This field must not be empty.")
            if "\x00" in text:
                raise Unreadable("The field contains a NUL character.")
            values[name] = field.kind.read(text)
        except Unreadable as wrong:
            rejects.append(Reject(row=number, column=name, value=text[:200], reason=str(wrong)))
    if rejects:
        return Broken(record.part, values, tuple(rejects))
    return Row(number, kind, record, values)
