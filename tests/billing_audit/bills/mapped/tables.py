"""A carrier's table as tests write it, and the profile that reads it."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from openpyxl import Workbook

from billing_audit.bills.importers.mapped.format import Mapped
from billing_audit.bills.importers.mapped.profile import Conventions, Profile, Table
from billing_audit.bills.importers.mapped.recognition import Beginnings, Candidate, fitted
from tests.billing_audit.bills.parts import Parts

HEADER = ("Account", "Bill", "Billed on", "Line of", "Kind", "What", "Amount")
ROW = ("A-100", "B-7", "03/31/2026", "5551234", "Monthly", "Port", "55.00")
PROFILE = Profile(
    name="Corvane detail",
    carrier="Corvane",
    currency="USD",
    conventions=Conventions(days=("MM/DD/YYYY",)),
    recognised_by=("Account", "Bill", "Billed on", "Amount"),
    columns={
        "account_no": "Account",
        "invoice_no": "Bill",
        "bill_date": "Billed on",
        "service_id": "Line of",
        "charge_type": "Kind",
        "description": "What",
        "amount": "Amount",
    },
    charge_types={"Monthly": "recurring", "Calls": "usage", "Tax": "tax"},
)
IN_A_WORKBOOK = replace(PROFILE, table=Table(kind="xlsx"))


def row(**other: str) -> tuple[str, ...]:
    """A row of the table, with other cells: ``row(Amount="1.00")``."""
    return tuple({**dict(zip(HEADER, ROW, strict=True)), **other}.values())


def text(
    *rows: Sequence[str], header: Sequence[str] = HEADER, delimiter: str = ",", quote: str = '"'
) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, quotechar=quote)
    writer.writerows([header, *rows])
    return out.getvalue()


def saved(folder: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(folder: Path, *rows: Iterable[object], header: Sequence[str] = HEADER) -> Path:
    """A workbook with one sheet, as another program writes it."""
    book = Workbook()
    for each in (header, *rows):
        book.active.append(list(each))
    path = folder / "table.xlsx"
    book.save(path)
    return path


def laid(path: Path, profile: Profile = PROFILE) -> Mapped:
    """The file as the profile reads it."""
    found = fitted(Candidate(profile), Beginnings(path))
    assert found is not None
    return found


def read(path: Path, profile: Profile = PROFILE) -> Parts:
    return Parts(laid(path, profile).read_bill(path))
