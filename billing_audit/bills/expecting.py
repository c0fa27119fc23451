"""When an account's next bill is due, going by its past ones.  No Django, no database.

Carriers bill by the month, or every few of them, so a cycle is a number of
months: the median distance of the past bills.  A single bill promises another
one a month later.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, pairwise
from statistics import median_low

from retainer.lib.months import month_of, shifted

#: Days a bill may take until somebody asks where it stays.
GRACE = timedelta(days=7)
#: A bill this much of its cycle late is that bill, not the next one: half of each month's days.
HALF_A_MONTH = timedelta(days=15)


@dataclass(frozen=True)
class Due:
    """A bill that is not there."""

    on: date

    @property
    def month(self) -> date:
        return month_of(self.on)

    @property
    def overdue_since(self) -> date:
        return self.on + GRACE

    def is_missing(self, today: date) -> bool:
        return self.overdue_since < today


def due_bills(billed: Collection[date], *, until: date, closed: date | None = None) -> list[Due]:
    """The bills that should lie between the past ones, and those to come up to a day.

    After the day an account was closed nothing is due.
    """
    days = sorted(set(billed))
    last = until if closed is None else min(until, closed)
    return [Due(on) for on in _days(days, last) if on <= last]


def cycle(days: Sequence[date]) -> int:
    """Months from one bill to the next: the median of what lies between them, at least one."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if not gaps:
        return 1
    return max(1, (median_low(gaps) * 24 + 365) // 730)


def _days(days: Sequence[date], last: date) -> Iterator[date]:
    months = cycle(days)
    patience = max(GRACE, HALF_A_MONTH * months)
    for bill, following in pairwise(days):
        yield from _steps(bill, months, following - patience)
    if days:
        yield from _steps(days[-1], months, last)


def _steps(bill: date, months: int, last: date) -> Iterator[date]:
    """The days one, two, three cycles after a bill."""
    for step in count(1):
        day = later(bill, step * months)
        if day > last:
            return
        yield day


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    month = shifted(month_of(day), months)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))
