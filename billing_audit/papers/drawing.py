"""What the drawing page shows: the parts of a drawing in the order in which a person marks them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.stream import CHARGE_TYPES
from billing_audit.papers.drawn import Drawn

Choices = Sequence[tuple[str, str]]

#: What a bill says once, and whether every bill says it.
FIELDS = (
    ("invoice_no", "Invoice number", True),
    ("account_no", "Account number", True),
    ("bill_date", "Bill date", True),
    ("total", "Total of the charges", True),
    ("amount_due", "Amount to pay", False),
    ("previous_balance", "Previous balance", False),
    ("payments", "Payments received", False),
    ("adjustments", "Adjustments of the balance", False),
    ("due_date", "Due date", False),
    ("period", "Period, both days", False),
    ("period_from", "Period from", False),
    ("period_to", "Period to", False),
    ("buyer", "Addressed to", False),
)
ROLES: Choices = (
    ("", "not read"),
    ("description", "description"),
    ("amount", "amount"),
    ("service_id", "service number"),
    ("charge_code", "charge code"),
    ("quantity", "quantity"),
    ("unit", "unit"),
    ("unit_rate", "rate"),
    ("tax", "tax"),
    ("period", "period"),
    ("period_from", "period from"),
    ("period_to", "period to"),
    ("jurisdiction", "jurisdiction"),
    ("provider", "provider"),
)
SAID: Choices = (
    ("service_id", "their service number"),
    ("charge_type", "their charge type"),
    ("charge_code", "their charge code"),
    ("jurisdiction", "their jurisdiction"),
    ("provider", "their provider"),
)
TYPES: Choices = tuple((name, ChargeType[name.upper()].in_words) for name in CHARGE_TYPES)
#: Conventions are shown by example: nobody should have to know their names.
DECIMALS: Choices = ((".", "1,234.56"), (",", "1.234,56"))
DATES: Choices = (
    ("month-day-year", "Mar 12, 2026 or 3/12/2026"),
    ("day-month-year", "12 Mar 2026 or 12/3/2026"),
    ("year-month-day", "2026-03-12"),
)
WRAPPED: Choices = (
    ("above", "go on with the row above"),
    ("below", "begin the row below"),
    ("alone", "say nothing"),
)
#: Stands for the number of a row that a script has yet to make.
NEXT = 999


@dataclass(frozen=True)
class Part:
    """One thing to mark, with what was drawn of it so far."""

    name: str
    label: str
    values: Drawn
    required: bool = False

    @property
    def slug(self) -> str:
        """The name as part of an id that selectors understand."""
        return slug_of(self.name)


@dataclass(frozen=True)
class Rows:
    """A list inside the form: what is drawn, a blank row, and the pattern of further ones."""

    name: str
    rows: list[Part]
    pattern: Part
    choices: Choices = ()

    @property
    def next(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class TablePart(Part):
    """One table, with the lists inside it."""

    columns: Rows = field(kw_only=True)
    sections: Rows = field(kw_only=True)
    charge_types: Rows = field(kw_only=True)


@dataclass(frozen=True)
class Drawing:
    """All of it."""

    values: Drawn

    @property
    def fields(self) -> list[Part]:
        said = self.values.get("fields", {})
        return [
            Part(f"fields.{name}", label, said.get(name, {}), required)
            for name, label, required in FIELDS
        ]

    @property
    def marks(self) -> Rows:
        return rows_of("marks", self.values.get("marks", []), "Words")

    @property
    def sums(self) -> Rows:
        return rows_of("sums", self.values.get("sums", []), "A single amount", TYPES)

    @property
    def tables(self) -> Rows:
        drawn = [*self.values.get("tables", []), {}]
        tables = [_table(f"tables[{at}]", at, values) for at, values in enumerate(drawn)]
        return Rows("tables", tables, _table(f"tables[{NEXT}]", NEXT, {}))

    #: Choices of the lists that a drawing offers once.
    decimals, dates, types, wrapped = DECIMALS, DATES, TYPES, WRAPPED


def slug_of(name: str) -> str:
    return re.sub(r"\W+", "-", name).strip("-")


def rows_of(name: str, drawn: list[Any], label: str, choices: Choices = ()) -> Rows:
    rows = [Part(f"{name}[{at}]", label, values) for at, values in enumerate([*drawn, {}])]
    return Rows(name, rows, Part(f"{name}[{NEXT}]", label, {}), choices)


def _table(name: str, at: int, values: Drawn) -> TablePart:
    return TablePart(
        name,
        "Table of charges" if at in (0, NEXT) else f"Table {at + 1}",
        values,
        columns=rows_of(f"{name}.columns", values.get("columns", []), "Column", ROLES),
        sections=rows_of(f"{name}.sections", values.get("sections", []), "Heading", SAID),
        charge_types=rows_of(f"{name}.charge_types", values.get("charge_types", []), "Kind", TYPES),
    )
