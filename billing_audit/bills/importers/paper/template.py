"""What a carrier's bills look like on paper, as a person drew it: plain data, JSON in and out.

A template says how such a bill is recognised, where the figures of the whole bill stand
(``places``), and what its tables look like (``tables``).  Nothing in it is ever guessed.
"""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from billing_audit.bills.importers.paper.places import Box, Label, Mark, Place, Region
from billing_audit.bills.importers.paper.shape import BadShape, made_of
from billing_audit.bills.importers.paper.tables import (
    Column,
    Kind,
    Section,
    Table,
    check_charge_type,
)

__all__ = [
    "BadShape", "Box", "Column", "Conventions", "Fields", "Kind", "Label", "Mark", "Place",
    "Region", "Section", "Sum", "Table", "Template",
]  # fmt: skip


@dataclass(frozen=True)
class Conventions:
    """How the carrier writes money and days."""

    decimal: Literal[".", ","]
    #: The order of a date's parts, whether the month is a number or a word.
    dates: Literal["day-month-year", "month-day-year", "year-month-day"]
    currency: str

    def __post_init__(self) -> None:
        if not (len(self.currency) == 3 and self.currency.isalpha() and self.currency.isupper()):
            raise ValueError("Write the currency as three letters, such as USD.")


@dataclass(frozen=True, kw_only=True)
class Fields:
    """What the bill says once."""

    invoice_no: Place
    account_no: Place
    bill_date: Place
    #: What the lines and sums must come to, or the bill is not taken as it is.
    total: Place
    #: What is to be paid, where a balance from earlier bills makes it another figure.
    amount_due: Place | None = None
    previous_balance: Place | None = None
    #: Taken as negative whichever sign they are printed with.
    payments: Place | None = None
    adjustments: Place | None = None
    due_date: Place | None = None
    #: Two days in one place, such as "1 Mar - 31 Mar 2026", or one place each.
    period: Place | None = None
    period_from: Place | None = None
    period_to: Place | None = None
    buyer: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A single amount that is a charge of its own, outside any table: the VAT, a rounding."""

    description: str
    place: Place
    charge_type: str
    #: Where the bill may come without it.
    may_be_missing: bool = False

    def __post_init__(self) -> None:
        check_charge_type(self.charge_type)
        if not self.description.strip():
            raise ValueError("Say what this sum is for.")


@dataclass(frozen=True, kw_only=True)
class Template:
    """How to read one layout of one carrier's bills."""

    carrier: str
    #: All of these must stand on the first page.
    marks: tuple[Mark, ...]
    #: Occurs in what the file says made it, if given.
    producer: str = ""
    conventions: Conventions
    fields: Fields
    #: Without tables the bill is read as its sums alone; what the total holds beyond them is one
    #: more line.
    tables: tuple[Table, ...] = ()
    sums: tuple[Sum, ...] = ()
    #: A bill with these words on its first page gives money back, whatever the signs it prints.
    credit_note: str = ""

    def __post_init__(self) -> None:
        if not self.carrier.strip():
            raise ValueError("Name the carrier.")
        if not self.marks:
            raise ValueError("Choose words that tell this carrier's bills from others.")

    @property
    def is_totals_only(self) -> bool:
        return not self.tables

    def to_json(self) -> dict[str, object]:
        """As a database column and a page hold it: lists, objects, text, numbers."""
        return json.loads(json.dumps(asdict(self)))

    @classmethod
    def from_json(cls, given: object) -> "Template":
        """The template; raises ``BadShape`` with the place that does not hold."""
        return made_of(cls, given)
