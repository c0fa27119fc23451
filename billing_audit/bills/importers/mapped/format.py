"""A file as one profile reads it: a format among the others, for this file alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from billing_audit.bills.importers.mapped import rows, workbook
from billing_audit.bills.importers.mapped.layout import Layout
from billing_audit.bills.importers.mapped.profile import Profile
from billing_audit.bills.importers.mapped.sheets import Rows
from billing_audit.bills.importers.mapped.stream import RULE, Bills
from billing_audit.bills.importers.proof import Proof, verdict_of
from billing_audit.bills.importers.storable import storable
from billing_audit.bills.importers.verdicts import Verdict
from billing_audit.bills.stream import BillStream, Remark


@dataclass
class Mapped:
    """One table and the profile laid over it."""

    path: Path
    layout: Layout
    sheet: str
    title: str
    key: int | None = None
    version: int = 0
    #: Sheets that have the same columns and are not read.
    other_sheets: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def profile(self) -> Profile:
        return self.layout.profile

    @property
    def name(self) -> str:
        return f"mapped-{self.profile.table.kind}"

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """More columns known is more specific; then the practice's own, and the newest of it."""
        profile = self.profile
        return len(profile.recognised_by), len(self.layout.places), self.key or 0, self.version

    def read_bill(self, path: str | Path) -> BillStream:
        yield from storable(self._read(Proof()))

    def verdict(self, path: str | Path) -> Verdict:
        """Whether the totals of rows and bills come out, and quantity × rate is the amount."""
        proof = Proof()
        rules = [RULE] if self.profile.proofs else []
        return verdict_of(storable(self._read(proof)), self.name, rules=rules, proof=proof)

    def _read(self, proof: Proof) -> BillStream:
        bills = Bills(self.layout.checked(), proof)
        yield from self.remarks
        yield from self._remarks()
        if self.profile.table.kind == "csv":
            letters = rows.letters_of(self.path, self.profile.table)
            yield from letters.remarks
            yield from bills.stream(rows.rows(self.path, self.profile.table, letters))
            return
        with workbook.opened(self.path) as book:
            sheet = next(each for each in book.sheets if each.name == self.sheet)
            table = Rows(book, sheet)
            yield from bills.stream(iter(table))
        if table.hidden:
            said = f"Rows that the sheet hides, which were read all the same: {table.hidden:,}."
            yield Remark(message=said)

    def _remarks(self) -> Iterator[Remark]:
        yield from (Remark(message=said) for said in self.profile.remarks)
        expected = self.profile.table.header_row
        if self.layout.row != expected:
            yield Remark(
                message=f"The column names stand in row {self.layout.row}; the layout expects "
                f"them in row {expected}."
            )
        if absent := self.layout.absent:
            names = ", ".join(f"“{name}”" for name in absent)
            yield Remark(message=f"The file has no column {names}; those cells count as empty.")
        if self.other_sheets:
            names = ", ".join(f"“{name}”" for name in self.other_sheets)
            yield Remark(
                message=f"Only the sheet “{self.sheet}” was read; {names} with the same columns "
                "was not."
            )
