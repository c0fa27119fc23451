"""TM Forum's customer bill (TMF678), versions 4 and 5, as JSON.

A file is one bill, one rate, an array or a wrapper of them, or an event that carries one.
"""

from pathlib import Path

from billing_audit.bills.importers.proof import Proof, verdict_of
from billing_audit.bills.importers.storable import storable
from billing_audit.bills.importers.tmf678 import stream
from billing_audit.bills.importers.verdicts import Verdict
from billing_audit.bills.stream import BillStream, Remark

__all__ = ["WHY_NOT", "looks_like", "read_bill", "verdict"]

FORMAT = "tmf678"
WHY_NOT = "it is no JSON"


def looks_like(head: bytes) -> bool:
    """Whether the file begins as JSON does; reading it tells whether it holds a bill."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read_bill(path: str | Path) -> BillStream:
    """The bills of the file."""
    proof = Proof()
    yield from storable(stream.read_bill(path, proof))
    yield from (Remark(message=fault.detail) for fault in proof.of_no_bill)


def verdict(path: str | Path) -> Verdict:
    """Whether rates and tax come to each bill's total, and net and tax to gross."""
    proof = Proof()
    bills = storable(stream.read_bill(path, proof))
    return verdict_of(bills, FORMAT, rules=(stream.RULE,), proof=proof)
