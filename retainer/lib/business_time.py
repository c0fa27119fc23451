"""Time that counts: the hours somebody is there, weekends, holidays and clock changes left out."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Days looked ahead for an open hour; whoever is closed longer than this is not open at all.
HORIZON = 366
NO_TIME = timedelta(0)


class NeverOpen(ValueError):
    """There is no open hour within a year."""


@dataclass(frozen=True)
class BusinessTime:
    """The open hours of a week in one time zone.

    Spans are real time: on the day the clocks change, an opening from midnight to six is five or
    seven hours long.
    """

    zone: ZoneInfo
    opens: time
    closes: time
    #: Monday is 0.
    weekdays: frozenset[int]
    #: Days that are closed though their weekday is not.
    closed: Container[date] = frozenset()

    def is_open(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.closed

    def after(self, moment: datetime, span: timedelta) -> datetime:
        """When ``span`` of open time has passed since a moment, in UTC.

        Nothing is over at once while it is closed: no span at all ends when it opens next.
        Raises ``NeverOpen`` where that never happens.
        """
        left, idle = span, 0
        for opens, closes in self._openings(moment):
            idle = 0 if opens < closes else idle + 1
            if idle > HORIZON:
                raise NeverOpen("There is no open hour within a year.")
            if opens < closes and left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise AssertionError("days do not end")

    def between(self, first: datetime, last: datetime) -> timedelta:
        """The open time from one moment to a later one."""
        passed, last = NO_TIME, last.astimezone(UTC)
        for opens, closes in self._openings(first):
            if opens >= last:
                return passed
            passed += min(closes, last) - opens
        raise AssertionError("days do not end")

    def _openings(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of each day from a moment on; nothing of a day that is closed or over."""
        start, day = moment.astimezone(UTC), moment.astimezone(self.zone).date()
        while True:
            opens, closes = (max(start, self._at(day, hour)) for hour in (self.opens, self.closes))
            yield (opens, closes) if self.is_open(day) else (opens, opens)
            day += timedelta(days=1)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)
