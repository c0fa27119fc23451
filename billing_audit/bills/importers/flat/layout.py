"""The description of a flat file whose records say what they are.

A layout is data: which record types there are, what part each plays in the bill, and where its
fields stand.  The names of the fields are the same in all layouts; ``stream`` knows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from billing_audit.bills.importers.flat.fields import Day, Number, Text

Kind = Text | Day | Number
TEXT = Text()
#: A column of a delimited record, or first and one after last character of a fixed one.
Place = int | slice


class Part(Enum):
    """What a record is to the bill."""

    HEADER = auto()  # begins a bill
    SUMMARY = auto()  # one charge of the bill's total
    CHARGE = auto()  # a detail that, if it foots, says better than its summary what is charged
    USAGE = auto()  # a detail that only shows how its summary came about: a call
    NOTE = auto()  # words for the charge with the same number
    END = auto()  # ends the records of one service
    NOTHING = auto()  # says nothing we need


@dataclass(frozen=True)
class Field:
    """Where a field stands and how it says what it says."""

    place: Place
    kind: Kind = TEXT
    required: bool = False


@dataclass(frozen=True)
class Record:
    """One type of record."""

    part: Part
    fields: Mapping[str, Field] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Columns or characters that the record has at least."""
        places = (each.place for each in self.fields.values())
        return max((p.stop if isinstance(p, slice) else p + 1 for p in places), default=0)


@dataclass(frozen=True)
class Footing:
    """Details of one record type come to their summary, found by fields that both have."""

    rule: str
    words: str
    by: tuple[str, ...]
    #: The unit of a summary's quantity when it counts the details themselves.
    counted_in: str = ""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One carrier's flat file."""

    name: str
    title: str
    currency: str
    #: Where a record says its type, and what stands between fields; nothing in fixed layouts.
    kind: Place
    delimiter: str = ""
    comment: str = ""
    records: Mapping[str, Record]
    footings: Mapping[str, Footing]
    #: Charge types by the category of a charge; by its longest beginning that is listed.
    charge_types: Mapping[str, str]
    tax_code: str
    tax_rule: str
    balance_rule: str

    @property
    def rules(self) -> tuple[str, ...]:
        footings = (footing.rule for footing in self.footings.values())
        return (*footings, self.tax_rule, self.balance_rule)

    def charge_type(self, category: str) -> str:
        listed = (name for name in self.charge_types if category.startswith(name))
        best = max(listed, key=len, default="")
        return self.charge_types.get(best, "one_time")
