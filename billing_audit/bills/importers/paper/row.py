"""One row of a table on paper: its cells as a bill line, and its tax as another."""

from collections.abc import Callable
from dataclasses import dataclass, field

from billing_audit.bills.importers.paper import values
from billing_audit.bills.importers.paper.draft import Texts
from billing_audit.bills.importers.paper.tables import Table
from billing_audit.bills.importers.paper.template import Conventions
from billing_audit.bills.importers.standard_csv.cells import Unreadable

READ_AS = {
    "amount": values.money, "tax": values.money, "quantity": values.number,
    "unit_rate": values.money, "period_from": values.day, "period_to": values.day,
}  # fmt: skip


@dataclass
class Row:
    """The line begins with what headings above it say."""

    line: Texts
    conventions: Conventions
    tax: str = ""
    #: Column, text and reason of every cell that could not be read.
    doubts: list[tuple[str, str, str]] = field(default_factory=list)

    def read(self, cells: Texts, table: Table) -> None:
        """Take in the cells by their roles."""
        for role, text in cells.items():
            if role == "period":
                self._read_period(text)
            elif reads := READ_AS.get(role):
                self._put(role, self._value(role, text, reads))
            elif text:
                self.line[role] = text
        if table.are_credits:
            self.line["amount"], self.tax = negative(self.line["amount"]), negative(self.tax)
        self.line["charge_type"] = self._charge_type(table)

    def lines(self) -> list[Texts]:
        """The charge, and its tax if the table has a column for it."""
        if not self.tax or not self.tax.strip("-0."):
            return [self.line]
        tax = {
            **self.line, "line_no": f"{self.line['line_no']}t", "charge_type": "tax",
            "parent_line": self.line["line_no"], "amount": self.tax, "quantity": "",
            "unit": "", "unit_rate": "", "charge_code": "",
            "description": f"Tax on {self.line['description']}",
        }  # fmt: skip
        return [self.line, tax]

    def _put(self, role: str, value: str) -> None:
        if role == "tax":
            self.tax = value
        else:
            self.line[role] = value

    def _read_period(self, text: str) -> None:
        try:
            first, last = values.period(text, self.conventions)
        except Unreadable as wrong:
            self.doubts.append(("period_from", text, wrong.reason))
        else:
            self.line |= {"period_from": first, "period_to": last}

    def _value(self, role: str, text: str, reads: Callable[[str, Conventions], str]) -> str:
        try:
            return reads(text, self.conventions)
        except Unreadable as wrong:
            self.doubts.append((role, text, wrong.reason))
            return ""

    def _charge_type(self, table: Table) -> str:
        """By the words of the row, else by the heading above, else what the table says."""
        description = self.line["description"].casefold()
        for kind in table.charge_types:
            if kind.words.casefold() in description:
                return kind.charge_type
        if said := self.line["charge_type"]:
            return said
        return "credit" if self.line["amount"].startswith("-") else table.charge_type


def negative(amount: str) -> str:
    return f"-{amount}" if amount.strip("0.") and not amount.startswith("-") else amount
