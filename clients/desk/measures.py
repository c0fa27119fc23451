"""How our promises were kept, month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from statistics import median
from zoneinfo import ZoneInfo

from clients.desk.models import Question
from clients.desk.querysets import QuestionQuerySet
from clients.people.models import Practice
from retainer.lib import format as written
from retainer.lib.months import month_of, read_month, shifted

#: This month and those before it that a page shows.
SHOWN = 6
HOUR = Decimal(3600)


@dataclass(frozen=True)
class Count:
    """Questions for which one promise was kept, and those for which it was not."""

    in_time: int
    late: int

    @property
    def counted(self) -> int:
        return self.in_time + self.late

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.in_time) / self.counted if self.counted else None


@dataclass(frozen=True)
class Kept:
    """What we promised about the questions of a month, and what came of it.

    A question counts once it has its first word, or that word is overdue; for the words after
    it once one of them came or is overdue, and as late when a single one was.
    """

    month: date
    first: Count
    next: Count
    #: Service hours until our first word, of those that have it.
    median: Decimal | None

    @property
    def name(self) -> str:
        """As addresses write it."""
        return f"{self.month:%Y-%m}"


def kept(questions: QuestionQuerySet, now: datetime) -> list[Kept]:
    """This month and those before, the latest first."""
    zone = _zone()
    shown = [shifted(month_of(now.astimezone(zone).date()), -by) for by in range(SHOWN)]
    since, _ = _moments(shown[-1], zone)
    asked: dict[date, list[Question]] = {month: [] for month in shown}
    counted = questions.filter(asked_at__gte=since, asked_at__lte=now)
    for question in counted:
        asked[month_of(question.asked_at.astimezone(zone).date())].append(question)
    late = set(counted.updated_late(now).values_list("pk", flat=True))
    in_time = set(counted.updated_in_time(now).values_list("pk", flat=True))
    return [
        Kept(month, _first(those, now), _next(those, in_time, late), _median(those))
        for month, those in asked.items()
    ]


def of_month(questions: QuestionQuerySet, name: str) -> QuestionQuerySet:
    """Those asked in the month of this name; all for a name that is none."""
    month = read_month(name)
    return questions if month is None else questions.asked_between(*_moments(month, _zone()))


def month_called(name: str) -> str:
    """A month an address names, as a page does; nothing for a name that is none."""
    month = read_month(name)
    return "" if month is None else written.month(month)


def hours(took: timedelta) -> Decimal:
    """Open time in hours, to the hundredth."""
    seconds = Decimal(took // timedelta(seconds=1))
    return (seconds / HOUR).quantize(Decimal("0.01"))


def _first(asked: Iterable[Question], now: datetime) -> Count:
    counted = [each for each in asked if each.first_word_at or each.due_at < now]
    late = sum(each.is_late(now) for each in counted)
    return Count(len(counted) - late, late)


def _next(asked: Iterable[Question], in_time: set[int], late: set[int]) -> Count:
    keys = {each.pk for each in asked}
    return Count(len(keys & in_time), len(keys & late))


def _median(asked: Iterable[Question]) -> Decimal | None:
    took = [question.took for question in asked if question.took is not None]
    return hours(median(took)) if took else None


def _zone() -> ZoneInfo:
    return ZoneInfo(Practice.current().time_zone)


def _moments(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When it begins and when the next one does, by the practice's clocks."""
    begins, ends = month, shifted(month, 1)
    return datetime.combine(begins, time(), zone), datetime.combine(ends, time(), zone)
