"""How a carrier writes down calls and usage: which column is what, and in which words.

A layout is data, kept as JSON where a person made it.  ``sound`` is the door: whatever came
through it, the reader can follow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from billing_audit.bills.importers.mapped import days
from billing_audit.bills.importers.mapped.made import made
from billing_audit.bills.importers.mapped.profile import Conventions, Skip, Table
from retainer.lib.refusal import Refused

#: What a column can be, and what people call it.
FIELDS = {
    "service": "own number, circuit or SIM",
    "caller": "who called",
    "called": "who was called",
    "started": "day and time",
    "duration": "duration",
    "amount": "amount",
    "currency": "currency",
    "direction": "direction",
    "kind": "kind of usage",
    "destination": "destination",
    "status": "how it ended",
    "record": "the carrier's own number of the record",
}
KINDS = ("voice", "sms", "data", "other")
DIRECTIONS = ("in", "out")
MOST_RECOGNISED = 200


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A column that counts something else than time; each cell above zero makes a record."""

    column: str
    kind: Literal["voice", "sms", "data", "other"]
    #: What it counts: ``MB``, ``SMS``.
    unit: str


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One way of writing usage down."""

    name: str
    title: str
    table: Table = field(default_factory=Table)
    conventions: Conventions = field(default_factory=Conventions)
    #: The columns that all must be there; order, case and blanks do not matter.
    recognised_by: tuple[str, ...] = ()
    #: Field to column; see ``FIELDS``.
    columns: Mapping[str, str] = field(default_factory=dict)
    #: Columns whose amounts come to that of the record; then no column is the amount.
    amounts: tuple[str, ...] = ()
    currency: str = ""
    #: ``clock``: 1:02:03 or 2:03.
    duration_in: Literal["seconds", "minutes", "clock"] = "seconds"
    measures: tuple[Measure, ...] = ()
    #: What every record is whose kind or direction no column tells.
    kind: Literal["voice", "sms", "data", "other"] = "voice"
    direction: Literal["", "in", "out"] = ""
    #: The carrier's words, folded, to ours.
    kinds: Mapping[str, str] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    #: The zone of the carrier's clock.
    zone: str = "UTC"
    skips: tuple[Skip, ...] = ()
    #: What is to be said whenever a file is read this way.
    remarks: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, given: object) -> "Layout":
        """The layout that was kept; refuses one that is not sound."""
        try:
            return sound(made(cls, given, "The layout"))
        except (TypeError, ValueError) as wrong:
            raise UnsoundLayout([str(wrong)]) from wrong

    @property
    def named(self) -> set[str]:
        """Every column the layout speaks of."""
        counted = (each.column for each in self.measures)
        skipped = (each.column for each in self.skips)
        names = {*self.recognised_by, *self.columns.values(), *self.amounts, *counted, *skipped}
        return names - {""}


class UnsoundLayout(Refused):
    """Nobody can read usage by this layout; the faults say why, each in a sentence."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(" ".join(found), reason="unsound_layout")
        self.faults = found


def sound(layout: Layout) -> Layout:
    """The layout itself, if it can be followed."""
    if found := list(faults(layout)):
        raise UnsoundLayout(found)
    return layout


def faults(layout: Layout) -> Iterator[str]:
    """Everything wrong, most important first."""
    if not layout.name.strip() or not layout.title.strip():
        yield "Give the layout a name."
    if "started" not in layout.columns:
        yield "Choose the column of the day and time."
    if not {"service", "caller", "called"} & {*layout.columns}:
        yield "Choose the column of the own number, or those of who called and who was called."
    if not ({"duration"} & {*layout.columns} or layout.measures):
        yield "Choose the column of the duration, or one that counts messages or volume."
    if layout.amounts and "amount" in layout.columns:
        yield "Either one column is the amount, or several come to it."
    for name in sorted({*layout.columns} - {*FIELDS}):
        yield f"No usage record has a field “{name}”."
    if layout.table.header_row and not layout.recognised_by:
        yield "Say by which column names the file is recognised."
    for word in sorted({*layout.kinds.values()} - {*KINDS}):
        yield f"“{word}” is no kind of usage; there are {', '.join(KINDS)}."
    for word in sorted({*layout.directions.values()} - {*DIRECTIONS}):
        yield f"“{word}” is no direction; there are in and out."
    if len(layout.currency) not in (0, 3):
        yield "Write the currency as three capital letters, such as USD."
    yield from _of_the_conventions(layout)


def _of_the_conventions(layout: Layout) -> Iterator[str]:
    if layout.conventions.decimal == layout.conventions.thousands:
        yield "Decimals and thousands cannot have the same sign."
    for pattern in layout.conventions.days:
        try:
            days.compiled(pattern)
        except days.BadPattern as wrong:
            yield str(wrong)
    try:
        ZoneInfo(layout.zone)
    except (KeyError, ValueError, OSError):
        yield f"There is no time zone “{layout.zone}”; it is written like America/New_York."
