"""From the bytes of an export to its rows, and what could not be read with its place."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from clients.moving.cells import Unreadable, day, hours, order_of, yes_or_no
from clients.moving.layouts import Layout
from retainer.lib.refusal import Refused

#: Bytes and rows one file may have.
LIMIT, MOST_ROWS = 20_000_000, 50_000
LONGEST = 500


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken over: where it stands, what it says, why."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Row:
    """Time as the other system had it; ``key`` knows it again in a later file."""

    line: int
    day: date
    hours: Decimal
    is_billable: bool
    client: str
    project: str
    person: str
    email: str
    text: str
    reference: str
    key: str


@dataclass(frozen=True)
class Export:
    """A file that was read."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read(content: bytes, layout: Layout, order: str = "") -> Export:
    """The rows of a file; refuses one that is no such export.

    ``order`` says whether 03/12/2026 is in March (``mdy``) or December (``dmy``);
    without it a file has to tell by some day after the twelfth.
    """
    table = _table(content)
    places = layout.places(table[0])
    if lacking := layout.missing(places):
        raise Refused(
            f"This is no export of {layout.name}: there is no column {', '.join(lacking)}.",
            reason="columns",
        )
    if len(table) - 1 > MOST_ROWS:
        raise Refused(
            f"The file has more than {MOST_ROWS:,} rows. Export it by year.", reason="too_many"
        )
    at = places["day"]
    order = order or order_of(row[at] for row in table[1:] if len(row) > at)
    reader = _Reader(layout, places, table[0], order)
    # The heading is the first line.
    for line, cells in enumerate(table[1:], start=2):
        if any(cell.strip() for cell in cells):
            reader.take(line, cells)
    return Export(tuple(reader.rows), tuple(reader.faults))


def _table(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    heading = text.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    if not table or "\0" in text:
        raise Refused("The file holds no table. Export it as CSV.", reason="no_table")
    return table


class _Reader:
    """Reads row by row, counting rows that say the same."""

    def __init__(
        self, layout: Layout, places: dict[str, int], heading: list[str], order: str
    ) -> None:
        self.layout, self.places, self.heading, self.order = layout, places, heading, order
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self._seen: Counter[str] = Counter()

    def take(self, line: int, cells: list[str]) -> None:
        def cell(ours: str) -> str:
            place = self.places.get(ours)
            return cells[place].strip() if place is not None and place < len(cells) else ""

        faults: list[Fault] = []

        def fault(ours: str, reason: str) -> None:
            heading = self.heading[self.places[ours]] if ours in self.places else ours
            faults.append(Fault(line, heading, cell(ours)[:200], reason))

        worked_on, spent, is_billable = None, None, True
        try:
            worked_on = day(cell("day"), self.order)
        except Unreadable as unreadable:
            fault("day", str(unreadable))
        try:
            spent = hours(cell("hours"))
            if not 0 < spent <= 24:
                fault("hours", "Expected more than nothing and at most 24 hours.")
        except Unreadable as unreadable:
            fault("hours", str(unreadable))
        try:
            is_billable = yes_or_no(cell("billable")) if "billable" in self.places else True
        except Unreadable as unreadable:
            fault("billable", str(unreadable))
        text = ": ".join(filter(None, (cell("task"), cell("text")))) or cell("project")
        if len(text) > LONGEST:
            fault("text", f"Task and note have {len(text)} letters together; we keep {LONGEST}.")
        person = cell("person") or f"{cell('first_name')} {cell('last_name')}".strip()
        for ours, value in (("client", cell("client")), ("project", cell("project"))):
            if not value:
                fault(ours, "Nothing stands here.")
        if faults or worked_on is None or spent is None:
            self.faults += faults
            return
        key = self._key(cell, worked_on, person, text)
        self.rows.append(
            Row(
                line, worked_on, spent, is_billable, cell("client"), cell("project"), person,
                cell("email").lower(), " ".join(text.split()), cell("reference")[:40], key,
            )
        )  # fmt: skip

    def _key(self, cell: Callable[[str], str], worked_on: date, person: str, text: str) -> str:
        """The row's number there, or what it says besides its hours, counted where it repeats."""
        if cell("id"):
            return f"{self.layout.system}:{cell('id')}"
        said = "\x1f".join(
            (worked_on.isoformat(), cell("client"), cell("project"), person, cell("from"), text)
        )
        self._seen[said] += 1
        digest = sha256(f"{said}\x1f{self._seen[said]}".encode()).hexdigest()[:32]
        return f"{self.layout.system}:{digest}"
