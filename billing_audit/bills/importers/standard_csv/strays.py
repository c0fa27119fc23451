"""Bad rows that do not say whose they are, because that is what is bad about them.

Better a bill to be sent again than a bill loaded with a line missing: such a row
spoils the invoices it mentions, else those of its neighbours that agree with it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from billing_audit.bills.book import Mark
from retainer.lib.refusal import Refused

#: A file with more of them was not made as a standard bill.
MOST = 20_000


@dataclass
class Stray:
    cells: frozenset[str]
    #: The account, where the row can be trusted to name it.
    account: str
    before: Mark | None
    after: Mark | None = None

    def spoils(self, by_number: dict[str, list[Mark]]) -> Iterator[Mark]:
        mentioned = [mark for number in self.cells for mark in by_number.get(number, ())]
        neighbours = [mark for mark in (self.before, self.after) if mark]
        agreeing = [mark for mark in neighbours if mark.account_no in self.cells]
        if mentioned or agreeing:
            yield from mentioned or agreeing
        elif not self.account:
            yield from neighbours


class Strays:
    """The stray rows of a file, and the invoice read last."""

    def __init__(self) -> None:
        self.rows: list[Stray] = []
        self.previous: Mark | None = None
        self._waiting = 0

    def met(self, mark: Mark) -> None:
        """A row with a name came by."""
        for stray in self.rows[self._waiting :]:
            stray.after = mark
        self._waiting = len(self.rows)
        self.previous = mark

    def add(self, row: Sequence[str], account: str = "") -> None:
        if len(self.rows) >= MOST:
            raise Refused(
                f"More than {MOST:,} rows cannot be read or do not say which invoice they belong "
                "to. Look at how the file was made, or ask the carrier for it again.",
                reason="too_many_strays",
            )
        cells = frozenset(cell.strip(' "\r\n')[:80] for cell in row[:100])
        self.rows.append(Stray(cells, account, self.previous))

    def spoiled(self, known: Iterable[Mark]) -> set[Mark]:
        by_number: dict[str, list[Mark]] = {}
        for mark in known if self.rows else ():
            by_number.setdefault(mark.invoice_no, []).append(mark)
        return {mark for stray in self.rows for mark in stray.spoils(by_number)}
