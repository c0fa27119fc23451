"""Who works how much, for whom, and in which part: hours against capacity, and the hand-over."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import F, Q, Sum
from django.db.models.functions import TruncMonth

from clients.models import User, WorkEntry
from clients.retainers.pace import working_days
from clients.work.models import Mode
from retainer.lib.charts import Point, bars_by_month
from retainer.lib.money import half_up
from retainer.lib.months import last_day, month_of, shifted
from retainer.lib.weeks import monday_of

NOTHING = Decimal(0)
WORKING_WEEK = 5
#: Months the hand-over looks back, this one included.
MONTHS = 6


@dataclass(frozen=True)
class Load:
    """One person's hours, drafts included: what was worked, not what was approved."""

    person: User
    week: Decimal
    month: Decimal
    billable: Decimal
    #: Hours of the days that are over.
    week_capacity: Decimal
    month_capacity: Decimal

    @property
    def share(self) -> Decimal | None:
        """Of the month's capacity so far."""
        return self.month / self.month_capacity if self.month_capacity else None

    @property
    def billable_share(self) -> Decimal | None:
        return self.billable / self.month if self.month else None


def capacity(person: User, first: date, day: date) -> Decimal:
    """The hours of one person between these days, weekends left out."""
    usual = Decimal(settings.WEEK_HOURS)
    of_week = usual if person.week_hours is None else person.week_hours
    return half_up(of_week * working_days(first, day) / WORKING_WEEK)


def loads(day: date) -> list[Load]:
    """Everybody of the practice who can sign in, and their hours this week and this month."""
    month, monday = month_of(day), monday_of(day)
    work = WorkEntry.objects.filter(
        worked_on__range=(min(month, monday), max(last_day(month), monday + timedelta(days=6)))
    )
    this_month = Q(worked_on__range=(month, last_day(month)))
    this_week = Q(worked_on__range=(monday, monday + timedelta(days=6)))
    sums = {
        row["consultant"]: row
        for row in work.order_by()
        .values("consultant")
        .annotate(
            week=Sum("hours", filter=this_week, default=NOTHING),
            month=Sum("hours", filter=this_month, default=NOTHING),
            billable=Sum(F("hours") - F("unbilled"), filter=this_month, default=NOTHING),
        )
    }
    people = User.objects.filter(is_active=True).exclude(kind=User.Kind.CLIENT).order_by("name")
    idle = {"week": NOTHING, "month": NOTHING, "billable": NOTHING}
    return [
        Load(
            person,
            **{name: sums.get(person.pk, idle)[name] for name in idle},
            week_capacity=capacity(person, monday, day),
            month_capacity=capacity(person, month, day),
        )
        for person in people
    ]


@dataclass
class ModeMonth:
    """One month's hours by the part we took in the work."""

    month: date
    hours: dict[str, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        return sum(self.hours.values(), NOTHING)

    @property
    def shares(self) -> list[Decimal | None]:
        """In the order of the modes; unknown in a month without work."""
        total = self.total
        return [self.hours.get(mode, NOTHING) / total if total else None for mode in Mode.values]


class HandOver:
    """Whether our part moves from doing towards overseeing, month by month."""

    modes = Mode.labels

    def __init__(self, day: date) -> None:
        last = month_of(day)
        first = shifted(last, 1 - MONTHS)
        work = WorkEntry.objects.filter(worked_on__range=(first, last_day(last)))
        sums = (
            work.annotate(month=TruncMonth("worked_on"))
            .order_by()
            .values_list("month", "mode")
            .annotate(hours=Sum("hours"))
        )
        found: dict[date, dict[str, Decimal]] = defaultdict(dict)
        for month, mode, hours in sums:
            found[month][mode] = hours
        self.months = [
            ModeMonth(month, found[month]) for month in (shifted(first, n) for n in range(MONTHS))
        ]

    @property
    def has_work(self) -> bool:
        return any(month.total for month in self.months)

    @property
    def doing(self) -> tuple[Decimal | None, Decimal | None]:
        """The share of doing in the first and in the last month with work."""
        shares = [month.shares[0] for month in self.months if month.total]
        return (shares[0], shares[-1]) if shares else (None, None)

    @property
    def chart(self) -> str:
        return bars_by_month(
            [
                Point(month.month, month.hours.get(mode, NOTHING), label)
                for month in self.months
                for mode, label in Mode.choices
            ],
            title="Hours by the part we took",
            unit="h",
        )
