"""Hours of a retainer month by month: what is included, what was used, what is left."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from clients.people.models import Client
from clients.work.models import Project, RetainerAgreement, WorkEntry
from retainer.lib.months import backwards, last_day, month_of

NONE = Decimal("0.00")


@dataclass(frozen=True)
class Balance:
    """One month of a retainer; ``included`` is unknown where no agreement holds."""

    month: date
    included: Decimal | None
    used: Decimal

    @property
    def left(self) -> Decimal | None:
        """Included hours not used yet; negative when more was worked than is included."""
        return None if self.included is None else self.included - self.used

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0


@dataclass(frozen=True)
class ProjectHours:
    """What one project took of a month."""

    project: Project
    hours: Decimal


@dataclass(frozen=True)
class MonthHours(Balance):
    """A month with the work it holds, projects with most hours first, entries by day."""

    agreement: RetainerAgreement | None
    by_project: tuple[ProjectHours, ...]
    entries: tuple[WorkEntry, ...]


def agreement_in(client: Client, month: date) -> RetainerAgreement | None:
    """The agreement that counts for a month: the later one where two of them meet in it.

    Included hours are not divided by days; a month that an agreement only
    touches has all of them.
    """
    agreements = RetainerAgreement.objects.filter(client=client)
    return agreements.in_force(month_of(month), last_day(month)).order_by("-starts_on").first()


def month_hours(client: Client, month: date) -> MonthHours:
    """The hours of one month; each entry has ``project`` loaded and the consultant's name ``by``.

    Works for everybody who may see the client, client users included.
    """
    month = month_of(month)
    agreement = agreement_in(client, month)
    entries = tuple(
        WorkEntry.objects.filter(client=client)
        .of_month(month)
        .with_names()
        .order_by("worked_on", "pk")
    )
    sums: dict[Project, Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[entry.project] += entry.hours
    by_project = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0].name))
    return MonthHours(
        month=month,
        included=agreement.monthly_hours if agreement else None,
        used=sum(sums.values(), NONE),
        agreement=agreement,
        by_project=tuple(ProjectHours(project, hours) for project, hours in by_project),
        entries=entries,
    )


def balances(client: Client, first: date, last: date) -> list[Balance]:
    """Every month from ``last`` back to ``first``, the newest first."""
    first, last = month_of(first), last_day(last)
    agreements = list(
        RetainerAgreement.objects.filter(client=client).in_force(first, last).order_by("-starts_on")
    )
    used = dict(
        WorkEntry.objects.filter(client=client, worked_on__range=(first, last))
        .annotate(month=TruncMonth("worked_on"))
        .values_list("month")
        .annotate(hours=Sum("hours"))
        .order_by()
    )
    return [
        Balance(month, _included(agreements, month), used.get(month, NONE))
        for month in backwards(first, last)
    ]


def _included(agreements: list[RetainerAgreement], month: date) -> Decimal | None:
    """Of agreements ordered by their start, the latest first, the hours that hold in a month."""
    for agreement in agreements:
        if agreement.touches(month):
            return agreement.monthly_hours
    return None
