"""What the oracle knows of a bill, however it was delivered; no code shared with the generator."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(eq=False)
class Row:
    """One bill line as the file has it."""

    bill: "Invoice"
    line_no: str
    service_id: str
    code: str
    charge_type: str
    amount: Decimal
    quantity: Decimal | None
    unit_rate: Decimal | None
    start: date | None
    end: date | None

    @property
    def is_recurring(self) -> bool:
        return self.charge_type == "recurring"

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def period(self) -> tuple[date | None, date | None]:
        return (self.start, self.end)


@dataclass(eq=False)
class Invoice:
    """One invoice of one file: the same number in two files is two of these."""

    file: str
    position: int
    carrier: str
    account_no: str
    invoice_no: str
    bill_date: date
    rows: list[Row] = field(default_factory=list)
    #: On an e-invoice: its stated total, rules of EN 16931 it breaks, and how much too high the
    #: amount to pay is.
    stated: Decimal | None = None
    broken_rules: frozenset[str] = frozenset()
    overcharge: Decimal = Decimal("0.00")

    @property
    def order(self) -> tuple[date, int]:
        """Which of two bills is the later one: by date, then as loaded."""
        return (self.bill_date, self.position)

    @property
    def charges(self) -> list[Row]:
        """Everything but memo lines."""
        return [row for row in self.rows if row.charge_type != "memo"]

    @property
    def total(self) -> Decimal:
        return sum((row.amount for row in self.charges), Decimal("0.00"))

    @property
    def period(self) -> tuple[date, date] | None:
        starts = [row.start for row in self.rows if row.start]
        ends = [row.end for row in self.rows if row.end]
        return (min(starts), max(ends)) if starts else None
