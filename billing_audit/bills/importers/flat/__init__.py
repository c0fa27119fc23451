"""Flat bills made of typed records: one reader, and a layout for each carrier's file.

Telstra On Line Billing is the first; another is a ``Layout`` in a module and a ``Format`` of it.
"""

from dataclasses import dataclass
from pathlib import Path

from billing_audit.bills.importers.flat import stream
from billing_audit.bills.importers.flat.layout import Layout, Part
from billing_audit.bills.importers.flat.reader import apart, at, decoded
from billing_audit.bills.importers.flat.telstra import TELSTRA_OLB
from billing_audit.bills.importers.proof import Proof, verdict_of
from billing_audit.bills.importers.storable import storable
from billing_audit.bills.importers.verdicts import Verdict
from billing_audit.bills.stream import BillStream

__all__ = ["TELSTRA", "Format"]


@dataclass(frozen=True)
class Format:
    """A layout as a format among the others."""

    layout: Layout

    @property
    def WHY_NOT(self) -> str:
        return f"it does not begin with the heading of {self.layout.title}"

    def looks_like(self, head: bytes) -> bool:
        """Whether the first record that is no comment is a whole heading of the layout."""
        for line in head.removeprefix(b"\xef\xbb\xbf").splitlines():
            text = decoded(line)
            if not text.strip() or (self.layout.comment and text.startswith(self.layout.comment)):
                continue
            cells = apart(text, self.layout)
            record = cells and self.layout.records.get(at(cells, self.layout.kind).upper())
            return bool(record) and record.part is Part.HEADER and len(cells) >= record.width
        return False

    def read_bill(self, path: str | Path) -> BillStream:
        yield from storable(stream.read_bill(path, self.layout, Proof()))

    def verdict(self, path: str | Path) -> Verdict:
        """Whether details come to summaries, summaries to the total, and net and tax to gross."""
        proof = Proof()
        bills = storable(stream.read_bill(path, self.layout, proof))
        return verdict_of(bills, self.layout.name, rules=self.layout.rules, proof=proof)


TELSTRA = Format(TELSTRA_OLB)
