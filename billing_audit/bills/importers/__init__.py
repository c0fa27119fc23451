"""One module per format; all of them give the same stream of bills.

A format is a module (or package) with

- ``looks_like(head: bytes) -> bool``: whether the first kilobytes of a file are of this format,
- ``read_bill(file) -> BillStream``: the bill, or ``Refused`` in a sentence for people,
- ``verdict(file) -> Verdict``: what can be said of the bill from the bill alone,

and, where its files run to a million lines, quicker ways to the database:

- ``encode(path, book)``: the frames that ``bills.encoding`` would make of the stream,
- ``named_accounts(path)``: the carriers and account numbers in the file.

None of them imports Django: they run in a child process that knows no database.
"""

from types import ModuleType

from billing_audit.bills.importers import einvoice, standard_csv

#: Every format by the name a caller may give; the first that recognises a file reads it.
FORMATS: dict[str, ModuleType] = {
    "einvoice": einvoice,
    "standard-csv": standard_csv,
}
#: How much of a file is shown to ``looks_like``.
HEAD = 16 * 1024


def detect(head: bytes) -> str | None:
    """The name of the format that the first kilobytes of a file look like."""
    return next((name for name, format in FORMATS.items() if format.looks_like(head)), None)
