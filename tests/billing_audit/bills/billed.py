"""Standard bills for tests: good rows by default, changed where a test says so."""

import csv
from io import StringIO
from pathlib import Path

COLUMNS = (
    *("carrier", "account_no", "invoice_no", "bill_date", "line_no", "service_id"),
    *("charge_code", "description", "charge_type", "quantity", "unit_rate", "amount"),
    *("period_from", "period_to"),
)

GOOD = {
    "carrier": "Corvane",
    "account_no": "1001",
    "invoice_no": "INV-1",
    "bill_date": "2026-03-01",
    "line_no": "1",
    "service_id": "CKT-1",
    "charge_code": "PORT100",
    "description": "MPLS port, 100 Mbps",
    "charge_type": "recurring",
    "quantity": "1",
    "unit_rate": "563.04",
    "amount": "563.04",
    "period_from": "2026-03-01",
    "period_to": "2026-03-31",
}


def row(**cells: str) -> dict[str, str]:
    return GOOD | cells


def bill(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> str:
    """The rows as a standard bill CSV; without any, one good row."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows or [row()])
    return out.getvalue()


def invoice(number: str, lines: int, **cells: str) -> list[dict[str, str]]:
    """An invoice of so many lines."""
    return [
        row(invoice_no=number, line_no=str(at), service_id=f"CKT-{at}", **cells)
        for at in range(1, lines + 1)
    ]


def write(folder: Path, text: str | bytes, name: str = "bill.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
