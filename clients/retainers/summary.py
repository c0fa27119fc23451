"""A retainer month by month: what is included, what came over, what was used, what is left.

A month is always that of one agreement.  Where one agreement ends and the next begins within
a month, the month stands under each of them with all it includes: nothing is divided by days.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum
from django.db.models.functions import TruncMonth

from clients.agreements.models import Project, RetainerAgreement
from clients.agreements.terms import RetainerTerms
from clients.people.models import Client
from clients.retainers.models import RetainerEntry, Statement
from clients.work.models import WorkEntry
from clients.work.querysets import COST
from retainer.lib.months import backwards, last_day, month_of

NONE = Decimal("0.00")
Kind = RetainerEntry.Kind
#: An agreement, by its key in the database, and a month.
Place = tuple[int, date]


@dataclass(frozen=True)
class Balance:
    """One month of one agreement; hours, or money where the agreement counts money."""

    agreement: RetainerAgreement
    month: date
    included: Decimal
    used: Decimal
    #: Rolled in from the month before, and what was adjusted, transferred or given back.
    brought: Decimal = NONE
    #: Lapsed at the end of a closed month, and carried into the next.
    lapsed: Decimal = NONE
    carried: Decimal = NONE
    is_closed: bool = False

    @property
    def place(self) -> Place:
        return self.agreement.pk, self.month

    @property
    def available(self) -> Decimal:
        return self.included + self.brought

    @property
    def left(self) -> Decimal:
        """Not used yet; negative when more was used than was there."""
        return self.available - self.used

    @property
    def over(self) -> Decimal:
        """By how much more was used than was there."""
        return max(-self.left, NONE)

    @property
    def is_over(self) -> bool:
        return self.left < 0


@dataclass(frozen=True)
class ProjectHours:
    """What one project took of a month."""

    project: Project
    hours: Decimal


@dataclass(frozen=True, kw_only=True)
class MonthHours(Balance):
    """A month with the work it holds, projects with most hours first, entries by day.

    ``hours`` are those charged, of entries that were approved.
    """

    terms: RetainerTerms
    hours: Decimal
    by_project: tuple[ProjectHours, ...]
    entries: tuple[WorkEntry, ...]


def month_hours(client: Client, month: date) -> list[MonthHours]:
    """The work of one month under each agreement it belongs to, the newest agreement first.

    Each entry has ``project`` loaded and the consultant's name ``by``.  Works for everybody
    who may see the client, client users included.
    """
    month = month_of(month)
    worked = WorkEntry.objects.filter(client=client).counted().of_month(month).with_names()
    by_agreement: dict[int, list[WorkEntry]] = defaultdict(list)
    for entry in worked.order_by("worked_on", "pk"):
        by_agreement[entry.project.agreement_id].append(entry)
    return [
        _with_work(balance, by_agreement[balance.agreement.pk])
        for balance in balances(client.agreements.all(), month, month)
    ]


def _with_work(balance: Balance, entries: list[WorkEntry]) -> MonthHours:
    sums: dict[Project, Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[entry.project] += entry.charged
    by_project = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0].name))
    return MonthHours(
        **vars(balance),
        terms=_terms(balance.agreement, balance.month),
        hours=sum(sums.values(), NONE),
        by_project=tuple(ProjectHours(project, hours) for project, hours in by_project),
        entries=tuple(entries),
    )


def balances(agreements: QuerySet[RetainerAgreement], first: date, last: date) -> list[Balance]:
    """Every month of each agreement from ``last`` back to ``first``.

    The newest month first, within a month the newest agreement.
    """
    first, last = month_of(first), last_day(last)
    held = list(
        agreements.in_force(first, last)
        .order_by("-starts_on", "-pk")
        .prefetch_related("terms", Prefetch("statements", Statement.objects.defer("figures")))
    )
    used, moved = _used(held, first, last), _moved(held, first, last)
    return [
        _balance(agreement, month, used, moved)
        for month in backwards(first, last)
        for agreement in held
        if agreement.touches(month)
    ]


def _used(
    agreements: list[RetainerAgreement], first: date, last: date
) -> dict[Place, tuple[Decimal, Decimal]]:
    """Hours charged and what they cost at their rates."""
    work = WorkEntry.objects.filter(
        project__agreement__in=agreements, worked_on__range=(first, last)
    )
    sums = (
        work.counted()
        .annotate(month=TruncMonth("worked_on"))
        .values_list("project__agreement", "month")
        .annotate(hours=Sum("charged"), money=Sum(COST, default=NONE))
        .order_by()
    )
    return {(agreement, month): (hours, money) for agreement, month, hours, money in sums}


def _moved(
    agreements: list[RetainerAgreement], first: date, last: date
) -> dict[tuple[Place, str], Decimal]:
    """What the ledger says besides grants and use, by place and what it did."""
    postings = RetainerEntry.objects.filter(agreement__in=agreements, month__range=(first, last))
    sums: dict[tuple[Place, str], Decimal] = defaultdict(Decimal)
    by_sign = postings.exclude(kind__in=[Kind.GRANT, Kind.CONSUME, Kind.OVERAGE]).values_list(
        "agreement", "month", "kind", "amount", "follows"
    )
    for agreement, month, kind, amount, follows in by_sign:
        if kind == Kind.EXPIRE:
            what = "lapsed"
        elif kind == Kind.ROLL_IN and follows is None:
            what = "carried"
        else:
            what = "brought"
        sums[(agreement, month), what] += amount
    return sums


def _balance(
    agreement: RetainerAgreement,
    month: date,
    used: dict[Place, tuple[Decimal, Decimal]],
    moved: dict[tuple[Place, str], Decimal],
) -> Balance:
    place = (agreement.pk, month)
    hours, money = used.get(place, (NONE, NONE))
    return Balance(
        agreement,
        month,
        included=_terms(agreement, month).allowance,
        used=money if agreement.counts_money else hours,
        brought=moved.get((place, "brought"), NONE),
        lapsed=-moved.get((place, "lapsed"), NONE),
        carried=-moved.get((place, "carried"), NONE),
        is_closed=any(closed.month == month for closed in agreement.statements.all()),
    )


def _terms(agreement: RetainerAgreement, month: date) -> RetainerTerms:
    """The terms of a month, of an agreement with its terms loaded, the newest first."""
    versions = agreement.terms.all()
    held = [terms for terms in versions if terms.valid_from <= month]
    return held[0] if held else versions[len(versions) - 1]
