"""What an audit must find, worked out slowly from the files alone.

The generator knows what it planted; the oracle knows the definitions.  Where
the two disagree, a planted error met something by accident, or one is wrong.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bench.planting.oracle_bills import Invoice, Row
from bench.planting.oracle_checks import CHECKS, ZERO, to_cents
from bench.planting.oracle_files import Practice, read_practice


@dataclass(frozen=True)
class Expected:
    """One occurrence an audit must report."""

    check: str
    carrier: str
    account_no: str
    invoice_no: str
    line_no: str
    service_id: str
    month: str
    claim: Decimal
    #: Another check already claims the line; this one only confirms.
    supporting: bool


def expected_findings(
    bill_files: Iterable[Path], *, services: Path, rates: Path, declared: Path
) -> list[Expected]:
    """Every occurrence, supporting ones included, under precedence and caps."""
    practice = read_practice(bill_files, services=services, rates=rates, declared=declared)
    return judge(practice)


def judge(practice: Practice) -> list[Expected]:
    """Let the checks claim in turn; none claims what is already claimed."""
    claimed_whole: set[Invoice] = set()
    claimed: dict[Row, Decimal] = defaultdict(lambda: ZERO)
    findings: list[Expected] = []
    for check in CHECKS:
        for found in list(check(practice)):
            whole = found.invoice in claimed_whole
            if found.row is None:
                claim = ZERO if whole else found.wanted
                supporting = whole
            else:
                left = ZERO if whole else found.row.amount - claimed[found.row]
                claim = min(to_cents(found.wanted), max(ZERO, left))
                supporting = whole or (claimed[found.row] > 0 and left <= 0)
                claimed[found.row] += claim
            if found.check == "A07":
                claimed_whole.add(found.invoice)
            findings.append(_expected(found.check, found.invoice, found.row, claim, supporting))
    return findings


def _expected(
    check: str, invoice: Invoice, row: Row | None, claim: Decimal, supporting: bool
) -> Expected:
    return Expected(
        check,
        invoice.carrier,
        invoice.account_no,
        invoice.invoice_no,
        row.line_no if row else "",
        row.service_id if row else "",
        f"{invoice.bill_date:%Y-%m}",
        claim,
        supporting,
    )
