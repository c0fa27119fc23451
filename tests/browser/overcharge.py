"""A client of whom one bill asks too much, once, and the next bill gives it back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.browser.bills import AGREED, BILLED, CARRIER, HEAD, Customer
from tests.browser.cast import Person


@dataclass(frozen=True)
class Overcharged(Customer):
    """Their whole bill is one line of access; what it asks above contract is the only error."""

    def wrong_bill(self, folder: Path, day: date) -> Path:
        return self._file(folder, day, self._access(day, BILLED))

    def right_bill(self, folder: Path, day: date) -> Path:
        """The access at the contract's rate, and the credit."""
        credit = self._row(2, day, "CR", "Rate correction", "credit", 1, -self.above_contract)
        return self._file(folder, day, self._access(day, AGREED), credit)

    def _access(self, day: date, rate: Decimal) -> str:
        return self._row(1, day, "ACC100", "Ethernet access", "recurring", self.lines, rate)

    def _row(
        self, number: int, day: date, code: str, what: str, kind: str, quantity: int, rate: Decimal
    ) -> str:
        first, last = day.replace(day=1), day.replace(day=28)
        return (
            f"{CARRIER},{self.account},{self.invoice_no(day)},{day},{number},{self.mark}-1001,"
            f"{code},{what},{kind},{quantity},{rate},{quantity * rate},{first},{last}"
        )

    def _file(self, folder: Path, day: date, *rows: str) -> Path:
        path = folder / f"{self.invoice_no(day)}.csv"
        path.write_text("\n".join([HEAD, *rows, ""]))
        return path


HOOLI = Overcharged("hooli", "Hooli Freight", "914-300-0011", lines=7)
HANNA = Person("hanna@hooli.test", "Hanna Holt", "client", "executive", (HOOLI.slug,))
