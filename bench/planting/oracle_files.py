"""Reading a practice's files for the oracle; shares no code with the generator."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from bench.planting.oracle_bills import Invoice, Row
from bench.planting.oracle_einvoices import read_einvoice


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
    if path.suffix == ".xml":
        yield read_einvoice(path)
    else:
        yield from _csv_invoices(path)


def _csv_invoices(path: Path) -> Iterator[Invoice]:
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
