"""The figures of one carrier in one currency, as plain data.  No queries.

A share of few cases says nothing, so it is ``None`` below ``FEW`` and the page tells the cases.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median

NOTHING = Decimal(0)
#: Cases below which no share, median or percentile is told, and bill lines below which no rate is.
FEW, FEW_LINES = 5, 1000
#: Months looked back, this one included.
MONTHS = 12
#: Days after which open money is called old.
OLD = 90


@dataclass
class Month:
    """One month: its bills, the errors on them, what was asked back and credited in it."""

    month: date
    lines: int = 0
    spend: Decimal = NOTHING
    errors: int = 0
    wrong: Decimal = NOTHING
    asked: Decimal = NOTHING
    credited: Decimal = NOTHING

    @property
    def share(self) -> Decimal | None:
        """Wrong money as a share of what was billed."""
        return self.wrong / self.spend if self.spend > 0 else None


@dataclass
class Score:
    """One carrier in one currency."""

    carrier: int
    public_id: str
    name: str
    currency: str
    months: list[Month]
    #: Different errors on the bills of these months; one of several months counts once.
    errors: int = 0
    #: Errors credited whose account was billed again, and those that a later bill charges again.
    credited_errors: int = 0
    returned: int = 0
    #: Of each credited dispute, the days from submission to its last credit.
    days: list[int] = field(default_factory=list)
    #: Disputes that were answered; those with something approved; the money of both.
    answered: int = 0
    won: int = 0
    answered_money: Decimal = NOTHING
    approved: Decimal = NOTHING
    #: Disputes under way: what they ask and no bill shows, and the days each is old.
    open_money: Decimal = NOTHING
    old_money: Decimal = NOTHING
    ages: list[int] = field(default_factory=list)
    #: Bills that came of those written down before they came, and those dated late.
    came: int = 0
    late: int = 0
    missing: int = 0

    @property
    def lines(self) -> int:
        return sum(each.lines for each in self.months)

    @property
    def spend(self) -> Decimal:
        return sum((each.spend for each in self.months), NOTHING)

    @property
    def wrong(self) -> Decimal:
        return sum((each.wrong for each in self.months), NOTHING)

    @property
    def per_thousand(self) -> Decimal | None:
        """Errors for each 1,000 bill lines."""
        return Decimal(1000 * self.errors) / self.lines if self.lines >= FEW_LINES else None

    @property
    def share(self) -> Decimal | None:
        """Wrong money as a share of what was billed."""
        return self.wrong / self.spend if self.spend > 0 else None

    @property
    def recurrence(self) -> Decimal | None:
        return _share(self.returned, self.credited_errors)

    @property
    def median_days(self) -> Decimal | None:
        return median(map(Decimal, self.days)) if len(self.days) >= FEW else None

    @property
    def slow_days(self) -> int | None:
        """Nine disputes of ten were credited within so many days: the nearest rank."""
        count = len(self.days)
        return sorted(self.days)[-(-9 * count // 10) - 1] if count >= FEW else None

    @property
    def win_rate(self) -> Decimal | None:
        """Approved money of what the answered disputes asked for."""
        return self.approved / self.answered_money if self.answered >= FEW else None

    @property
    def wins(self) -> Decimal | None:
        """Answered disputes with something approved."""
        return _share(self.won, self.answered)

    @property
    def oldest(self) -> int | None:
        """Days since the oldest dispute under way was sent."""
        return max(self.ages, default=None)


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part) / whole if whole >= FEW else None


#: What each figure is, in the words of the page and of the file.
MEANINGS = {
    "Errors": (
        "Findings that a consultant confirmed and that claim money, with a charge on a bill of "
        "these twelve months; one error on several bills counts once. The rate is for each 1,000 "
        f"bill lines, and is told from {FEW_LINES:,} lines on. What we caused ourselves is left "
        "out, and so are savings ideas and bills that a corrected one replaced."
    ),
    "Share of spend": "The confirmed claims on these bills, divided by what the bills come to.",
    "Came back": (
        "Of the errors credited in these twelve months whose account was billed again since, those "
        "that a bill dated after the last credit charges again. Findings judged to be no error "
        "since are left out."
    ),
    "Days to credit": (
        "From the day a dispute was submitted to the day of its last credit, cheque or refund, of "
        "the disputes credited in these twelve months. Half were credited within the median; nine "
        "of ten within the second figure, by the nearest rank."
    ),
    "Won": (
        "Of disputes submitted in these twelve months that the carrier answered: what it approved, "
        "divided by what was asked; and how many had anything approved. An appeal counts once it "
        "is answered. Expired disputes count as asked for; withdrawn ones do not count."
    ),
    "Open": (
        "What disputes under way ask back and no credit has covered, whenever they were sent. Its "
        f"age runs from the submission; what is older than {OLD} days is told apart."
    ),
    "Bills": (
        "Missing: overdue by the account’s own rhythm and seven days of grace. Late: dated more "
        "than seven days after the day the bill was expected, of the bills that were written down "
        "before they came."
    ),
    "Few cases": (
        f"With fewer than {FEW} cases the page tells the cases and no percentage, median or "
        "percentile: one dispute more would turn it round."
    ),
    "Currencies": "Each currency has a card of its own; nothing is converted or added up across.",
}
