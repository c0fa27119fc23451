"""The standard bill's header: which column is where."""

import csv
from dataclasses import dataclass

from billing_audit.bills.importers.standard_csv.cells import shown
from retainer.lib.refusal import Refused

REQUIRED = ("account_no", "invoice_no", "bill_date", "line_no", "charge_type", "amount")
KNOWN = (
    *("carrier", "account_no", "invoice_no", "bill_date", "line_no", "service_id"),
    *("charge_code", "description", "charge_type", "quantity", "unit_rate", "amount"),
    *("period_from", "period_to", "currency", "due_date", "unit", "parent_line"),
    *("jurisdiction", "provider"),
)
#: Columns a file may leave out without a word.
OPTIONAL = KNOWN[14:]
#: So many of the required names, and a file means to be a standard bill.
ENOUGH = 3
OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Layout:
    """Where each known column stands."""

    #: The header's names in order; unknown columns are in it too.
    names: tuple[str, ...]
    warnings: tuple[str, ...]


def names(line: str, delimiter: str = ",") -> list[str]:
    try:
        cells = next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []  # some other text
    return [cell.strip().lower() for cell in cells]


def resembles(line: str, delimiter: str = ",") -> bool:
    return len(set(REQUIRED) & set(names(line, delimiter))) >= ENOUGH


def read_header(line: str) -> Layout:
    """The columns that the first line names; refuses a header that cannot carry a bill."""
    for delimiter, called in OTHER_DELIMITERS.items():
        if resembles(line, delimiter) and not resembles(line):
            raise Refused(
                f"The columns are separated by {called}. Save the file with commas instead.",
                reason="delimiter",
            )
    header = names(line)
    if twice := sorted({name for name in header if name in KNOWN and header.count(name) > 1}):
        raise Refused(f"The column {twice[0]} appears twice in the header.", reason="column_twice")
    if missing := [name for name in REQUIRED if name not in header]:
        raise Refused(
            f"The header names no column {', '.join(missing)}. Add it and load the file again.",
            reason="column_missing",
        )
    return Layout(tuple(header), tuple(warnings(header)))


def warnings(header: list[str]) -> list[str]:
    said = [f"The column “{shown(name)[:80]}” is not known and was ignored." for name in header
            if name not in KNOWN]  # fmt: skip
    absent = [name for name in KNOWN if name not in header and name not in OPTIONAL]
    if absent:
        said.append(f"The file has no column {', '.join(absent)}; those cells count as empty.")
    return said
