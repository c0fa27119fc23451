"""One module per format; all of them give the same stream of bills.

A format is a module (or package) with

- ``looks_like(head: bytes) -> bool``: whether the first kilobytes of a file are of this format,
- ``WHY_NOT``: what is said of a file that is not, after "because",
- ``read_bill(file) -> BillStream``: the bill, or ``Refused`` in a sentence for people,
- ``verdict(file) -> Verdict``: what can be said of the bill from the bill alone,

and, where its files run to a million lines, quicker ways to the database:

- ``encode(path, book)``: the frames that ``bills.encoding`` would make of the stream,
- ``named_accounts(path)``: the carriers and account numbers in the file.

None of them imports Django: they run in a child process that knows no database.
"""

from pathlib import Path
from typing import Protocol

from billing_audit.bills.importers import einvoice, standard_csv, tmf678, x12
from billing_audit.bills.importers.flat import TELSTRA
from billing_audit.bills.importers.paper import entered
from billing_audit.bills.importers.paper.entered import ENTERED
from billing_audit.bills.importers.verdicts import Verdict
from billing_audit.bills.stream import BillStream


class Format(Protocol):
    """What every format gives."""

    WHY_NOT: str

    def looks_like(self, head: bytes) -> bool: ...

    def read_bill(self, path: str | Path) -> BillStream: ...

    def verdict(self, path: str | Path) -> Verdict: ...


#: Every format by the name a caller may give; the first that recognises a file reads it.
FORMATS: dict[str, Format] = {
    "einvoice": einvoice,
    "standard-csv": standard_csv,
    x12.FORMAT: x12,
    tmf678.FORMAT: tmf678,
    TELSTRA.layout.name: TELSTRA,
    ENTERED: entered,
}
#: What people call the formats, by every name that a file's format is kept under.
IN_WORDS = {
    "einvoice": "e-invoice",
    "ubl": "UBL e-invoice",
    "cii": "CII e-invoice",
    "factur-x": "PDF with an e-invoice inside",
    "standard-csv": "standard bill CSV",
    x12.FORMAT: "X12 811",
    tmf678.FORMAT: "TMF678 JSON",
    TELSTRA.layout.name: "Telstra On Line Billing",
    "mapped-csv": "carrier's own CSV",
    "mapped-xlsx": "carrier's own workbook",
    "pdf": "PDF, by its text",
    "totals": "totals only",
    ENTERED: "bill entered here",
}
#: What files are called whose format has rules of its own for the figures in them.
WITH_RULES = (
    *(*einvoice.SYNTAXES, tmf678.FORMAT, TELSTRA.layout.name),
    *("mapped-csv", "mapped-xlsx"),
)
#: How much of a file is shown to ``looks_like``.
HEAD = 16 * 1024


def detect(head: bytes) -> str | None:
    """The name of the format that the first kilobytes of a file look like."""
    return next((name for name, format in FORMATS.items() if format.looks_like(head)), None)


def tried() -> str:
    """What was tried with a file that nobody recognised, and why it failed, in one sentence."""
    *others, last = (
        f"{format.WHY_NOT} ({IN_WORDS[name]})" for name, format in FORMATS.items() if format.WHY_NOT
    )
    return f"{', '.join(others)} and {last}"


def what_to_do() -> str:
    """What helps with a file that nobody recognised."""
    return (
        "Ask the carrier for one of these formats, or copy the charges into the standard bill "
        "CSV, whose columns the page Bills explains."
    )
