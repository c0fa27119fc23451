"""Whether a retainer is used as fast as its month goes by, counted in working days."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from clients.agreements.models import RetainerAgreement
from clients.retainers.summary import Balance
from retainer.lib.money import half_up
from retainer.lib.months import last_day, month_of

FRIDAY = 4
NOTHING = Decimal("0.00")
#: So many working days must be over before a projection says anything.
ENOUGH = 5
#: Shares of what is available at which a projection is remarkable.
OVER, UNDER = Decimal("1.10"), Decimal("0.50")
#: Of what is available: a smaller distance from the pace is none.
CLOSE = Decimal("0.05")


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays among these days, both included; holidays count as working days."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(day.weekday() <= FRIDAY for day in days)


@dataclass(frozen=True)
class Pace:
    """A month on one of its days; amounts are hours or money, as the retainer counts."""

    used: Decimal
    available: Decimal
    #: Working days of the month that the agreement covers, and those of them that are over.
    days: int
    over: int

    @classmethod
    def of(cls, agreement: RetainerAgreement, balance: Balance, day: date) -> "Pace":
        """How a month with an agreement stands on a day; that day counts as over."""
        month = month_of(balance.month)
        first = max(month, agreement.starts_on)
        last = min(last_day(month), agreement.ends_on or date.max)
        reached = min(max(day, first - timedelta(days=1)), last)
        return cls(
            balance.used,
            balance.available,
            days=working_days(first, last),
            over=working_days(first, reached),
        )

    def expected_after(self, over: int) -> Decimal:
        """What an even month has used after so many working days."""
        if not self.days or self.available <= 0:
            return NOTHING
        return half_up(self.available * over / self.days)

    @property
    def expected(self) -> Decimal:
        return self.expected_after(self.over)

    @property
    def ahead(self) -> Decimal:
        """By how much use is ahead of an even month; negative when it is behind."""
        return self.used - self.expected

    @property
    def projected(self) -> Decimal | None:
        """What the month will have used when it goes on like this; unknown at its beginning."""
        if self.over < min(ENOUGH, self.days) or not self.over:
            return None
        return half_up(self.used * self.days / self.over)

    @property
    def state(self) -> str:
        """``over`` the allowance, ``above`` or ``below`` it when projected, or ``even``."""
        if self.used > self.available:
            return "over"
        if self.projected is None:
            return "even"
        if self.projected > self.available * OVER:
            return "above"
        return "below" if self.projected < self.available * UNDER else "even"

    def in_words(self, agreement: RetainerAgreement) -> str:
        """Such as ``8 h ahead of pace``."""
        if abs(self.ahead) <= self.available * CLOSE:
            return "on pace"
        where = "ahead of" if self.ahead > 0 else "behind"
        return f"{agreement.written(abs(self.ahead))} {where} pace"
