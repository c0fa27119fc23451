"""X12 811, the consolidated service invoice of North American carriers.

Nobody publishes a file a carrier made, so the reader is tolerant of form and strict about money:
what an amount means is settled per element and told, and the bill's own total is the proof.
"""

import re
from pathlib import Path

from billing_audit.bills.importers.proof import verdict_of
from billing_audit.bills.importers.storable import storable
from billing_audit.bills.importers.verdicts import Verdict
from billing_audit.bills.importers.x12 import stream
from billing_audit.bills.stream import BillStream

__all__ = ["WHY_NOT", "looks_like", "read_bill", "verdict"]

FORMAT = "x12-811"
WHY_NOT = "it does not begin with an ISA segment"
ISA = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x00\x1a]*ISA[^A-Za-z0-9 \r\n]", re.IGNORECASE)


def looks_like(head: bytes) -> bool:
    """Whether the file begins as X12 does; reading it tells whether it is an 811."""
    return ISA.match(head) is not None


def read_bill(path: str | Path) -> BillStream:
    """The bills of the file."""
    yield from storable(stream.read_bill(path))


def verdict(path: str | Path) -> Verdict:
    """Whether the lines of each bill come to its total."""
    return verdict_of(read_bill(path), FORMAT)
