"""Carriers' tables to damage: a text, and the sheet inside a workbook, whose ZIP stays whole."""

from dataclasses import replace
from pathlib import Path

from billing_audit.bills.importers.mapped.format import Mapped
from billing_audit.bills.importers.mapped.profile import Proof, Skip, Table
from billing_audit.bills.importers.mapped.recognition import Candidate, recognised
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.mapped.tables import HEADER, PROFILE, row, text
from tests.billing_audit.bills.mapped.test_workbooks import NAMESPACE, sheet_of

SHARED = f'<sst xmlns="{NAMESPACE}"><si><t>A-100</t></si></sst>'
TEXT, SHEET = "mapped-csv", "mapped-xlsx"
PROFILES = [
    Candidate(
        replace(
            PROFILE,
            table=Table(kind=kind),
            skips=(Skip(column="Kind", words=("Total",)),),
            proofs=(Proof(total="Amount", parts=("Amount",)),),
        )
    )
    for kind in ("csv", "xlsx")
]


def table() -> bytes:
    """A text with cells that need quotation marks, letters of two bytes, and every sign."""
    rows = (row(), row(What='5" port, München'), row(Bill="B-8", Amount="($1,234.56)"),
            row(Kind="Total"), row(Amount="12.34 CR", Kind="Tax"))  # fmt: skip
    return text(*rows).encode()


def sheet() -> bytes:
    """The XML of a sheet with every kind of cell."""

    def cells(values: tuple[str, ...]) -> str:
        return "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in values)

    stored = '<c r="G3" s="0"><v>1234.5599999999999</v></c><c t="str"><f>G3</f><v></v></c>'
    return (
        f'<worksheet xmlns="{NAMESPACE}"><sheetData><row r="1">{cells(HEADER)}</row>'
        f'<row r="2">{cells(row())}</row><row r="3" hidden="1">{cells(row()[:6])}{stored}</row>'
        '<row r="4"><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c><c t="s"><v>0</v></c></row>'
        "</sheetData></worksheet>"
    ).encode()


def reader_of(name: str, path: Path) -> Mapped:
    """The damaged content as a file that the profile reads, or a refusal."""
    if name == SHEET:
        parts = {"xl/worksheets/sheet1.xml": path.read_bytes(), "xl/sharedStrings.xml": SHARED}
        path = sheet_of(path.parent, "", **parts)
    found = recognised(path, PROFILES)
    if found is None:
        raise Refused("No profile knows its columns.")
    return found
