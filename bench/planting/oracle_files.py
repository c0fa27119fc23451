"""Reading a practice's files for the oracle; shares no code with the generator."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path


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


@dataclass(frozen=True)
class Rate:
    carrier: str
    code: str
    rate: Decimal
    eff_from: date
    eff_to: date
    contract: str
    site: str
    service_id: str


@dataclass(frozen=True)
class Practice:
    invoices: list[Invoice]
    rates: list[Rate]
    #: Service number to (site, disconnect date).
    services: dict[str, tuple[str, date | None]]
    #: Stated total by carrier, account and invoice number.
    declared: dict[tuple[str, str, str], Decimal]


def read_practice(
    bill_files: Iterable[Path], *, services: Path, rates: Path, declared: Path
) -> Practice:
    invoices = [invoice for path in bill_files for invoice in _invoices(path)]
    for position, invoice in enumerate(invoices):
        invoice.position = position
    return Practice(
        sorted(invoices, key=lambda invoice: invoice.order),
        [_rate(row) for row in _rows(rates)],
        {
            row["service_id"]: (row["site"], _date(row["disconnect_date"]))
            for row in _rows(services)
        },
        {
            (row["carrier"], row["account_no"], row["invoice_no"]): Decimal(row["total"])
            for row in _rows(declared)
        },
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as stream:
        yield from csv.DictReader(stream)


def _invoices(path: Path) -> Iterator[Invoice]:
    found: dict[tuple[str, str, str], Invoice] = {}
    for row in _rows(path):
        key = (row["carrier"], row["account_no"], row["invoice_no"])
        if key not in found:
            day = date.fromisoformat(row["bill_date"])
            found[key] = Invoice(path.name, 0, *key, day)
        invoice = found[key]
        invoice.rows.append(
            Row(
                invoice,
                row["line_no"],
                row["service_id"],
                row["charge_code"],
                row["charge_type"],
                Decimal(row["amount"]),
                _number(row["quantity"]),
                _number(row["unit_rate"]),
                _date(row["period_from"]),
                _date(row["period_to"]),
            )
        )
    yield from found.values()


def _rate(row: dict[str, str]) -> Rate:
    return Rate(
        row["carrier"],
        row["charge_code"],
        Decimal(row["rate"]),
        date.fromisoformat(row["eff_from"]),
        _date(row["eff_to"]) or date.max,
        row.get("contract") or "",
        row.get("site") or "",
        row.get("service_id") or "",
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
