"""A bill that a person confirmed or typed in, as the document that is loaded: a draft
in JSON under a line that says so.

It goes the way of every file, so that nothing is stored about it that others lack.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from billing_audit.bills.importers.paper.draft import (
    FORMAT,
    TOTALS,
    Draft,
    checked_invoice,
    checked_lines,
)
from billing_audit.bills.importers.paper.shape import BadShape
from billing_audit.bills.importers.paper.stream import stream_of
from billing_audit.bills.importers.proof import verdict_of
from billing_audit.bills.importers.verdicts import Verdict
from billing_audit.bills.stream import BillStream, Invoice, Reject
from retainer.lib.refusal import Refused

ENTERED = "entered"
#: The line that such a document begins with, and nothing else does.
SIGN = b"retainer: a bill as a person entered or confirmed it\n"
#: A draft of 20,000 lines has about 10 MB.
LARGEST = 64 * 1024 * 1024
#: Nobody needs to hear of a file that it is none of ours.
WHY_NOT = ""


def document_of(draft: Draft) -> bytes:
    """The bytes to be loaded."""
    said = {"invoice": draft.invoice, "lines": draft.lines, "totals_only": draft.is_totals_only}
    return SIGN + json.dumps(said, ensure_ascii=False).encode()


def looks_like(head: bytes) -> bool:
    return head.startswith(SIGN)


def read_bill(path: str | Path) -> BillStream:
    """The bill; refused whole if any part of it is wrong, because somebody has seen it all."""
    draft = _draft(Path(path))
    syntax = TOTALS if draft.is_totals_only else FORMAT
    parts = list(stream_of(draft))
    if wrong := next((part for part in parts if isinstance(part, Reject)), None):
        raise Refused(in_words(wrong), reason="entered_bill_wrong")
    return _named(parts, syntax)


def verdict(path: str | Path) -> Verdict:
    return verdict_of(read_bill(path), ENTERED)


def in_words(reject: Reject) -> str:
    """What is wrong with a part of a bill somebody wrote, and where."""
    where = f"Line {reject.row}, " if reject.row else ""
    column = reject.column.replace("_", " ")
    said = f" It says “{reject.value}”." if reject.value else ""
    return f"{where}{column if where else column.capitalize()}: {reject.reason}{said}"


def _named(parts: list, syntax: str) -> Iterator:
    for part in parts:
        yield replace(part, syntax=syntax) if isinstance(part, Invoice) else part


def _draft(path: Path) -> Draft:
    if path.stat().st_size > LARGEST:
        raise Refused("This bill is larger than any that was entered here.", reason="too_large")
    try:
        said = json.loads(path.read_bytes().removeprefix(SIGN))
        return Draft(
            checked_invoice(said["invoice"]),
            checked_lines(said["lines"]),
            is_totals_only=said["totals_only"] is True,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused("This bill was not entered here.", reason="not_entered_here") from error
    except BadShape as wrong:
        raise Refused(wrong.sentence, reason="entered_bill_wrong") from wrong
