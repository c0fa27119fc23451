"""What a table of charges looks like on paper: where it is, its columns, how its rows repeat."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from billing_audit.bills.importers.paper.places import check_pages
from billing_audit.bills.stream import CHARGE_TYPES

Role = Literal[
    "description", "amount", "tax", "quantity", "unit", "unit_rate", "service_id", "charge_code",
    "period", "period_from", "period_to", "jurisdiction", "provider",
]  # fmt: skip
#: What a heading over rows may say of all of them.
Said = Literal["service_id", "charge_type", "charge_code", "jurisdiction", "provider"]


def check_charge_type(name: str) -> None:
    if name not in CHARGE_TYPES:
        raise ValueError(f"The charge type is one of {', '.join(CHARGE_TYPES)}.")


@dataclass(frozen=True)
class Column:
    """The words between two borders; a word belongs where its middle is."""

    role: Role
    left: int
    right: int

    def __post_init__(self) -> None:
        if self.left >= self.right:
            raise ValueError("A column's left border must be left of its right one.")


@dataclass(frozen=True)
class Section:
    """A heading inside the table that tells something of the rows below it.

    ``Section("Mobile number", "service_id")`` takes what follows those words;
    ``Section("Credits", "charge_type", "credit")`` always says the same.
    """

    words: str
    says: Said
    value: str = ""

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ValueError("A heading needs the words it begins with.")
        if self.says == "charge_type":
            check_charge_type(self.value)


@dataclass(frozen=True)
class Kind:
    """Rows whose description contains these words are of this charge type."""

    words: str
    charge_type: str

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ValueError("Say which words tell the charge type.")
        check_charge_type(self.charge_type)


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table, on as many pages as it goes over."""

    columns: tuple[Column, ...]
    pages: str = "any"
    #: It lies between these heights of each of its pages ...
    top: int = 0
    bottom: int | None = None
    #: ... below the line with these words, and above the one that begins with these.
    after: str = ""
    before: str = ""
    #: The words it begins after stand on each of its pages again, and pages without are not of it.
    header_repeats: bool = True
    #: Rows without an amount continue the description of the row above, or begin that of the
    #: row below; or they stand alone and say nothing.
    wrapped: Literal["above", "below", "alone"] = "above"
    sections: tuple[Section, ...] = ()
    #: Rows that begin with any of these are no charges: subtotals, amounts carried forward.
    skipped: tuple[str, ...] = ()
    charge_type: str = "recurring"
    charge_types: tuple[Kind, ...] = ()
    #: Credits printed without a sign.
    are_credits: bool = False

    def __post_init__(self) -> None:
        check_pages(self.pages)
        check_charge_type(self.charge_type)
        roles = [column.role for column in self.columns]
        if roles.count("amount") != 1:
            raise ValueError("A table needs one column with the amount.")
        if "description" not in roles:
            raise ValueError("A table needs a column with the description.")
        if repeated := next((role for role in roles if roles.count(role) > 1), ""):
            raise ValueError(f"Two columns cannot both be {repeated}.")
        across = sorted(self.columns, key=lambda column: column.left)
        if any(one.right > other.left for one, other in pairwise(across)):
            raise ValueError("Columns must not lie over each other.")
        if self.bottom is not None and self.bottom <= self.top:
            raise ValueError("A table's lower end must be below its upper one.")
        if not all(words.strip() for words in self.skipped):
            raise ValueError("Say with which words the rows begin that are no charges.")
