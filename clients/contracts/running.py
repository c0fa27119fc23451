"""The term of a contract that runs on a day: its end, its renewals, and when notice is taken."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from clients.telecom.models import Contract

DAY = timedelta(days=1)
#: Days before the last day for notice on which people are told.
ALERTS = (90, 60, 30)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Running:
    """The days of a contract as they stand on ``today``; what is not on file is ``None``.

    A contract that renews itself runs on by whole renewals from the end that was signed, so a
    term that ends with a month always does.  Notice is counted back from the last day.
    """

    today: date
    first: date | None = None
    #: The last day of the term that runs now, or of the last one that ran.
    ends: date | None = None
    #: How often it renewed itself since it was signed.
    renewals: int = 0
    renews_for: int | None = None
    notice_days: int | None = None
    #: First and last day on which notice ends the term that runs.
    notice_from: date | None = None
    notice_by: date | None = None
    #: Notice was given: what runs now ends, and nothing renews itself.
    is_ended_by_notice: bool = False

    @property
    def is_evergreen(self) -> bool:
        """It runs until somebody ends it."""
        return self.first is not None and self.ends is None

    @property
    def is_over(self) -> bool:
        return self.ends is not None and self.ends < self.today

    @property
    def renews_on(self) -> date | None:
        """The first day of the next term, if it renews itself and has not been ended."""
        return self.ends + DAY if self.ends and self.renews_for and not self.is_over else None

    @property
    def can_end_on(self) -> date | None:
        """The last day of an evergreen contract to which notice is given today."""
        if not self.is_evergreen or self.notice_days is None:
            return None
        return self.today + timedelta(days=self.notice_days)

    @property
    def days_left(self) -> int | None:
        """Days until the last one for notice; negative once it is missed."""
        return (self.notice_by - self.today).days if self.notice_by else None

    @property
    def state(self) -> str:
        """Where it stands, as a word of the states."""
        if self.first is None:
            return "no_term"
        if self.is_over:
            return "ended"
        if self.is_ended_by_notice:
            return "notice_given"
        if self.days_left is None:
            return "active"
        if self.days_left < 0:
            return "notice_missed"
        if self.notice_from and self.today < self.notice_from:
            return "active"
        return "notice_soon" if self.days_left <= ALERTS[0] else "active"


def running(contract: Contract, today: date, ended_on: date | None = None) -> Running:
    """How a contract's days stand; ``ended_on`` is its last day by notice that was given."""
    if contract.term is None:
        return Running(today, notice_days=contract.notice_days)
    first, after = contract.term.lower, contract.term.upper
    if after is None:
        return Running(
            today,
            first,
            ended_on,
            notice_days=contract.notice_days,
            is_ended_by_notice=ended_on is not None,
        )
    renewals = _renewals(after, contract.renewal_months, min(today, ended_on or today))
    if renewals:
        first = months_after(after, (renewals - 1) * contract.renewal_months)
        after = months_after(after, renewals * contract.renewal_months)
    ends = after - DAY
    if ended_on is not None:
        return Running(
            today,
            first,
            ended_on,
            renewals,
            notice_days=contract.notice_days,
            is_ended_by_notice=True,
        )
    return Running(
        today,
        first,
        ends,
        renewals,
        contract.renewal_months or None,
        contract.notice_days,
        *_window(contract, first, ends),
    )


def _renewals(after: date, months: int | None, today: date) -> int:
    """How many renewals it takes until the term reaches ``today``."""
    if not months or after > today:
        return 0
    passed = (today.year - after.year) * 12 + today.month - after.month
    count = max(1, passed // months)
    while months_after(after, count * months) <= today:
        count += 1
    return count


def _window(contract: Contract, first: date, ends: date) -> tuple[date | None, date | None]:
    if contract.notice_days is None:
        return None, None
    by = ends - timedelta(days=contract.notice_days)
    opens = contract.notice_opens_days
    return (first if opens is None else max(first, ends - timedelta(days=opens))), by
