"""A carrier's own table of charges, as text and as workbook: what its portal hands out."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

COLUMNS = (
    *("Bill cycle date", "Account number", "Invoice number", "Wireless number", "User name"),
    *("Item category", "Item type", "Item description", "Cost"),
)


def rows(lines: int) -> Iterator[tuple[object, ...]]:
    """A charge of a cent more in each, of one of three categories."""
    kinds = ("Monthly Charges", "Taxes, Governmental Surcharges and Fees", "Data")
    for number in range(1, lines + 1):
        cents = 1000 + number % 5000
        yield (
            *(date(2026, 4, 1), "742000100", "INV-9", f"555{number % 50_000:07d}"),
            *(f"User {number % 50_000}", kinds[number % 3], f"T{number % 40}"),
            *(f"Port {number % 40}", cents / 100),
        )


def write_text(path: Path, lines: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(COLUMNS)
        for day, *others, cost in rows(lines):
            writer.writerow([f"{day:%m/%d/%Y}", *others, f"${cost:.2f}"])


def write_workbook(path: Path, lines: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Charges")
    sheet.append(COLUMNS)
    for row in rows(lines):
        sheet.append(row)
    book.save(path)


def parse_text_alone(path: Path) -> int:
    """The fastest there is: the rows cut at their tabs."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file, delimiter="\t")) - 1


def parse_workbook_alone(path: Path) -> int:
    """The fastest there is, with the whole sheet in memory."""
    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) - 1
