"""The standard bill: one CSV with a row per bill line, of any number of invoices and accounts."""

import re

from billing_audit.bills.importers.standard_csv.frames import encode
from billing_audit.bills.importers.standard_csv.layout import (
    OTHER_DELIMITERS,
    REQUIRED,
    names,
    resembles,
)
from billing_audit.bills.importers.standard_csv.stream import read_bill
from billing_audit.bills.importers.standard_csv.verdict import verdict
from billing_audit.bills.importers.standard_csv.whose import named_accounts

__all__ = [
    "WHY_NOT",
    "encode",
    "is_complete",
    "looks_like",
    "named_accounts",
    "read_bill",
    "verdict",
]

WHY_NOT = "its first line does not name the columns"


def looks_like(head: bytes) -> bool:
    """Whether the first line names enough of the standard columns, whatever separates them."""
    line = _first_line(head)
    return any(resembles(line, delimiter) for delimiter in (",", *OTHER_DELIMITERS))


def is_complete(head: bytes) -> bool:
    """Whether the first line names every column that a standard bill must have."""
    return set(REQUIRED) <= set(names(_first_line(head)))


def _first_line(head: bytes) -> str:
    return re.split("[\r\n]", head.decode("utf-8-sig", errors="replace"), maxsplit=1)[0]
