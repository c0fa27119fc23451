"""One account in one month: what there is to say of its bill, and how it is said."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from retainer.lib import format as written

#: What may be said, the least settled first; ``NOTHING`` is a month without a bill by its cycle.
MISSING, EXPECTED, DRAFT = "missing", "expected", "draft_bill"
LOADED, AUDITED, REPORTED = "loaded", "audited", "reported"
NO_BILL, NOTHING = "no_bill", ""
STATES = {
    MISSING: "overdue by the account's own rhythm: its median cycle and seven days of grace",
    EXPECTED: "due, or within the seven days of grace",
    DRAFT: "read from paper, and waits for somebody to confirm it",
    LOADED: "its lines are here and no audit has seen them",
    AUDITED: "a complete audit has seen it",
    REPORTED: "the client's published report counts it",
    NO_BILL: "somebody said why no bill comes",
}


@dataclass
class Bills:
    """The bills of an account in a month."""

    number: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    totals_only: int = 0
    #: When the last of them was loaded.
    loaded_at: datetime | None = None


@dataclass(frozen=True)
class Cell:
    """What the board shows of an account's month."""

    month: date
    state: str
    #: Overdue since, or due on.
    day: date | None = None
    bills: Bills = field(default_factory=Bills)
    reason: str = ""

    @property
    def note(self) -> str:
        """The figure or the day below the state."""
        if self.state == MISSING:
            return f"since {written.day(self.day)}"
        if self.state == EXPECTED:
            return f"by {written.day(self.day)}"
        if self.state == NO_BILL:
            return self.reason
        return ", ".join(self._of_bills())

    def _of_bills(self) -> list[str]:
        if not self.bills.number:
            return []
        sums = [written.money(amount, code) for code, amount in sorted(self.bills.sums.items())]
        more = [f"{self.bills.number} bills"] if self.bills.number > 1 else []
        return sums + more + (["totals only"] if self.bills.totals_only else [])
