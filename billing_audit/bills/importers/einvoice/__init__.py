"""E-invoices: UBL 2.1, UN/CEFACT CII, and PDFs that carry one of them (Factur-X, ZUGFeRD 2).

The bytes come from strangers, so everything here runs in a child process and gives plain data;
input that is no e-invoice is refused in a sentence for people (``retainer.lib.refusal.Refused``).
"""

from pathlib import Path
from typing import BinaryIO

from billing_audit.bills.importers.einvoice import faults, stream
from billing_audit.bills.importers.einvoice.reading import SYNTAXES, looks_like, read
from billing_audit.bills.importers.verdicts import Verdict
from billing_audit.bills.stream import BillStream

__all__ = ["SYNTAXES", "WHY_NOT", "looks_like", "read", "read_bill", "verdict"]

WHY_NOT = "it is neither a PDF nor an XML invoice"


def read_bill(file: str | Path | BinaryIO) -> BillStream:
    """The bill in a file: an invoice, its lines, and the rules its arithmetic breaks."""
    yield from stream.bill_stream(*read(file))


def verdict(file: str | Path | BinaryIO) -> Verdict:
    """What EN 16931 and Peppol say of the bill's arithmetic."""
    return faults.verdict(*read(file))
