"""What the generator moves about: bills and their lines, and the faults planted on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")

#: The standard bill, every optional column included.
LINE_COLUMNS = (
    "carrier",
    "account_no",
    "invoice_no",
    "bill_date",
    "line_no",
    "service_id",
    "charge_code",
    "description",
    "charge_type",
    "quantity",
    "unit_rate",
    "amount",
    "period_from",
    "period_to",
    "currency",
    "due_date",
    "unit",
    "parent_line",
    "jurisdiction",
    "provider",
)


def cents(amount: Decimal) -> Decimal:
    """Round half up to whole cents, as a carrier's rating engine does."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(slots=True, eq=False)
class Line:
    """One bill line; its number is given when the bill is closed."""

    service_id: str
    charge_code: str
    description: str
    charge_type: str
    amount: Decimal
    quantity: Decimal | None = None
    unit_rate: Decimal | None = None
    period_from: date | None = None
    period_to: date | None = None
    unit: str = ""
    jurisdiction: str = ""
    line_no: int = 0


@dataclass(slots=True, eq=False)
class Bill:
    """One invoice, as the carrier issued it."""

    carrier: str
    account_no: str
    invoice_no: str
    bill_date: date
    due_date: date
    lines: list[Line] = field(default_factory=list)
    #: What the carrier claims the lines come to, when that is not their sum.
    misstated: Decimal | None = None
    #: Sent a second time in a file of its own.
    resent: bool = False

    @property
    def sum_of_lines(self) -> Decimal:
        return sum((ln.amount for ln in self.lines if ln.charge_type != "memo"), Decimal("0.00"))

    @property
    def stated_total(self) -> Decimal:
        return self.sum_of_lines if self.misstated is None else self.misstated

    def number_lines(self, step: int) -> None:
        for position, line in enumerate(self.lines, start=1):
            line.line_no = position * step

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The bill as rows of the standard CSV, in the order of ``LINE_COLUMNS``."""
        head = (self.carrier, self.account_no, self.invoice_no, self.bill_date.isoformat())
        due = self.due_date.isoformat()
        for line in self.lines:
            yield (
                *head,
                line.line_no,
                line.service_id,
                line.charge_code,
                line.description,
                line.charge_type,
                line.quantity,
                line.unit_rate,
                line.amount,
                line.period_from,
                line.period_to,
                "USD",
                due,
                line.unit,
                None,
                line.jurisdiction,
                None,
            )


@dataclass(frozen=True)
class Fault:
    """One planted error: which check must find it, where, and what it may claim."""

    check: str
    bill: Bill
    line: Line | None
    claim: Decimal
    note: str

    def row(self) -> tuple[object, ...]:
        line_no, service_id = (self.line.line_no, self.line.service_id) if self.line else ("", "")
        bill = self.bill
        month = f"{bill.bill_date:%Y-%m}"
        return (
            self.check,
            bill.invoice_no,
            line_no,
            service_id,
            self.claim,
            self.note,
            month,
            bill.carrier,
            bill.account_no,
        )


TRUTH_COLUMNS = (
    "check",
    "invoice_no",
    "line_no",
    "service_id",
    "claim",
    "note",
    "month",
    "carrier",
    "account_no",
)
