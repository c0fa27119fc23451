"""Records of a flat file, one at a time, as its layout describes them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from billing_audit.bills.importers.flat.fields import Unreadable, Value
from billing_audit.bills.importers.flat.layout import Layout, Record
from billing_audit.bills.stream import Reject
from retainer.lib.refusal import Refused

BOM = b"\xef\xbb\xbf"
LONGEST_LINE = 64 * 1024
MOST_ROWS = 20_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a known type with its fields as values."""

    number: int
    kind: str
    record: Record
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A record of a type the layout does not know."""

    number: int
    kind: str


def rows(path: str | Path, layout: Layout) -> Iterator[Row | Unknown | Reject]:
    """Every record; a field that cannot be read is a reject, and its record goes with it."""
    for number, line in lines(path):
        text = decoded(line)
        if not text.strip() or (layout.comment and text.startswith(layout.comment)):
            continue
        cells = apart(text, layout)
        if cells is None:
            yield Reject(
                row=number, column="", value=text[:200],
                reason="A quotation mark opens in this row and is never closed.",
            )  # fmt: skip
            continue
        kind = at(cells, layout.kind)
        if record := layout.records.get(kind.upper()):
            yield from _row(number, kind.upper(), record, cells)
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


def _row(number: int, kind: str, record: Record, cells: list[str] | str) -> Iterator[Row | Reject]:
    if isinstance(cells, list) and len(cells) < record.width:
        reason = f"The {kind} record has {len(cells)} fields, {record.width} at least belong there."
        yield Reject(row=number, column="", value=",".join(cells)[:200], reason=reason)
        return
    values, is_whole = {}, True
    for name, field in record.fields.items():
        text = at(cells, field.place)
        try:
            if field.required and not text:
                raise Unreadable("This field must not be empty.")
            if "\x00" in text:
                raise Unreadable("The field contains a NUL character.")
            values[name] = field.kind.read(text)
        except Unreadable as wrong:
            is_whole = False
            yield Reject(row=number, column=name, value=text[:200], reason=str(wrong))
    if is_whole:
        yield Row(number, kind, record, values)
