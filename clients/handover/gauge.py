"""From doing to overseeing, month by month: hours by our part in them, tasks by who does them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from clients.handover.models import HandoverPath, HandoverTask, Phase
from clients.people.models import Client
from clients.work.models import Mode, WorkEntry
from retainer.lib.months import last_day, month_of, shifted

#: Months looked back, the latest included.
MONTHS = 12
NOTHING = Decimal(0)


@dataclass(frozen=True)
class GaugeMonth:
    """One month; a share is of one, and unknown where there is nothing to share."""

    month: date
    do: Decimal
    train: Decimal
    advise: Decimal
    oversee: Decimal
    #: Tasks by their phase at the month's end.
    ours: int
    together: int
    theirs: int
    #: How much of the hours may be doing, as agreed.
    most_doing: Decimal | None
    #: How many tasks would still be ours alone by their agreed days.
    planned_ours: int

    @property
    def hours(self) -> Decimal:
        return self.do + self.train + self.advise + self.oversee

    @property
    def tasks(self) -> int:
        return self.ours + self.together + self.theirs

    @property
    def doing(self) -> Decimal | None:
        return self.do / self.hours if self.hours else None

    @property
    def overseeing(self) -> Decimal | None:
        return self.oversee / self.hours if self.hours else None

    @property
    def is_above(self) -> bool:
        """More of it was doing than agreed."""
        return (
            self.doing is not None
            and self.most_doing is not None
            and (self.doing > self.most_doing)
        )


def gauge(client: Client, last: date, months: int = MONTHS) -> list[GaugeMonth]:
    """The months up to ``last``, the oldest first, from the first that has work or a task."""
    last = month_of(last)
    wanted = [shifted(last, -back) for back in reversed(range(months))]
    hours = _hours(client, wanted[0], last)
    tasks = list(HandoverTask.objects.filter(client=client).prefetch_related("steps"))
    path = HandoverPath.objects.filter(client=client).first()
    made = [_month(month, hours[month], tasks, path) for month in wanted]
    begun = next((at for at, each in enumerate(made) if each.hours or each.tasks), len(made))
    return made[begun:]


def latest_worked(months: Sequence[GaugeMonth]) -> GaugeMonth | None:
    """The newest month with hours in it."""
    return next((each for each in reversed(months) if each.hours), None)


def _hours(client: Client, first: date, last: date) -> dict[date, dict[str, Decimal]]:
    """Hours worked of what was approved, as the statements tell them."""
    sums: dict[date, dict[str, Decimal]] = defaultdict(dict)
    worked = (
        WorkEntry.objects.filter(client=client, worked_on__range=(first, last_day(last)))
        .counted()
        .annotate(month=TruncMonth("worked_on"))
        .values_list("month", "mode")
        .annotate(sum=Sum("hours"))
        .order_by()
    )
    for month, mode, hours in worked:
        sums[month][mode] = hours
    return sums


def _month(
    month: date,
    hours: dict[str, Decimal],
    tasks: Iterable[HandoverTask],
    path: HandoverPath | None,
) -> GaugeMonth:
    day = min(last_day(month), timezone.localdate())
    phases = [(task, phase) for task in tasks if (phase := _phase_on(task, day))]
    return GaugeMonth(
        month=month,
        **{mode.value: hours.get(mode, NOTHING) for mode in Mode},
        **{each.value: sum(phase == each for _, phase in phases) for each in Phase},
        most_doing=path.share_in(month) if path else None,
        planned_ours=sum(task.planned_on(day) == Phase.OURS for task, _ in phases),
    )


def _phase_on(task: HandoverTask, day: date) -> str | None:
    """Where it was at the end of a day, of a task with its steps loaded, the newest first."""
    return next((step.phase for step in task.steps.all() if step.moved_on <= day), None)
