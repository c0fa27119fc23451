"""What a person says about a carrier's table, so that its rows become bill lines.

A profile is data: how the file is cut into cells, by which column names it is known, how its
numbers and days are written, and which column is which field of the bill.  It is kept as JSON and
says in a sentence what is wrong with it.  ``sound`` is the door: whatever came through it, the
reader can follow.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Literal

from billing_audit.bills.importers.mapped.faults import faults
from billing_audit.bills.importers.mapped.made import made
from retainer.lib.refusal import Refused


@dataclass(frozen=True, kw_only=True)
class Table:
    """How the file is cut into rows and cells."""

    kind: Literal["csv", "xlsx"] = "csv"
    #: ``auto``: by the byte order mark; without one UTF-8, or Windows-1252 where it cannot be that.
    encoding: Literal["auto", "utf-8", "cp1252", "latin-1", "utf-16-le", "utf-16-be"] = "auto"
    delimiter: str = ","
    #: The quotation mark around cells; empty when the file has none.
    quote: str = '"'
    #: Name of the sheet; empty: the first whose columns are known.
    sheet: str = ""
    #: The row of the column names, counted from 1; 0 when the file has none.
    header_row: int = 1
    #: How many columns a file without names has; they are called A, B, C as in a spreadsheet.
    width: int = 0


@dataclass(frozen=True, kw_only=True)
class Conventions:
    """How the carrier writes numbers and days: settled once, never guessed from a cell."""

    decimal: Literal[".", ","] = "."
    #: What stands between thousands; a blank stands for every kind of blank.
    thousands: Literal["", ",", ".", " ", "'"] = ","
    #: Ways to write a day, tried in order: ``MM/DD/YYYY``, ``D MMM YYYY HH:mm``.
    days: tuple[str, ...] = ("YYYY-MM-DD",)
    #: What a charge looks like: ``negative`` where the carrier writes what it debits below zero.
    charges_are: Literal["positive", "negative"] = "positive"
    #: Words that stand for an empty cell: ``-``, ``n/a``.
    empty: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Charge:
    """One column of money in a row that holds several; each of its cells becomes a line.

    A cell that is empty or zero makes none, unless it has a quantity.
    """

    #: The column of the amount; empty for usage that is counted and costs nothing by itself.
    column: str = ""
    charge_type: str
    charge_code: str = ""
    description: str = ""
    #: The column of the quantity, and what it counts.
    quantity: str = ""
    unit: str = ""
    #: Credits that the carrier writes as positive amounts.
    is_credit: bool = False

    def turned(self, amount: Decimal | None) -> Decimal:
        """The amount as it counts; usage without one costs nothing by itself."""
        if amount is None:
            return Decimal(0)
        return -amount if amount and self.is_credit else amount


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A total that is proved and not added: the parts of a row come to it."""

    total: str
    parts: tuple[str, ...]
    #: Columns that a carrier counts in or leaves out; the total may come either way.
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Skip:
    """Rows that are no charges: a column that is, or begins with, one of these words."""

    column: str
    #: An empty word is an empty cell.
    words: tuple[str, ...]
    match: Literal["is", "begins"] = "is"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A carrier's layout, mapped."""

    name: str
    #: Who sends these bills; empty when a column says it.
    carrier: str = ""
    #: Three letters, for files that name no currency; empty: that of the account.
    currency: str = ""
    table: Table = field(default_factory=Table)
    conventions: Conventions = field(default_factory=Conventions)
    #: The column names that all must be there; order, case and blanks do not matter.
    recognised_by: tuple[str, ...] = ()
    #: Bill field to the name of its column; for the fields see ``fields``.
    columns: Mapping[str, str] = field(default_factory=dict)
    #: Bill field to what it always is.
    fixed: Mapping[str, str] = field(default_factory=dict)
    #: The carrier's word for a kind of charge to our charge type.
    charge_types: Mapping[str, str] = field(default_factory=dict)
    #: Columns of money, when a row holds several; then no column is the amount.
    charges: tuple[Charge, ...] = ()
    proofs: tuple[Proof, ...] = ()
    skips: tuple[Skip, ...] = ()
    #: ``month end``: the bill is dated the last day of the month that its day stands in.
    bill_day: Literal["as written", "month end"] = "as written"
    #: What is to be said whenever a file is read this way.
    remarks: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, given: object) -> "Profile":
        """The profile that was kept; refuses one that is not sound."""
        try:
            return sound(made(cls, given))
        except (TypeError, ValueError) as wrong:
            raise UnsoundProfile([str(wrong)]) from wrong

    @property
    def named(self) -> set[str]:
        """Every column the profile speaks of."""
        in_charges = (name for each in self.charges for name in (each.column, each.quantity))
        in_proofs = (
            name for each in self.proofs for name in (each.total, *each.parts, *each.perhaps)
        )
        skipped = (each.column for each in self.skips)
        names = {*self.recognised_by, *self.columns.values(), *in_charges, *in_proofs, *skipped}
        return names - {""}


class UnsoundProfile(Refused):
    """Nobody can read a bill by this profile; the faults say why, each in a sentence."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(" ".join(found), reason="unsound_profile")
        self.faults = found


def sound(profile: Profile) -> Profile:
    """The profile itself, if it can be followed."""
    if found := list(faults(profile)):
        raise UnsoundProfile(found)
    return profile
