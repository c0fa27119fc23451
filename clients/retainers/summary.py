"""A retainer month by month: what is included, what came over, what was used, what is left."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Sum
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


@dataclass(frozen=True)
class Balance:
    """One month of a retainer; ``included`` is unknown where no agreement holds.

    Hours, or money where the agreement counts money.
    """

    month: date
    included: Decimal | None
    used: Decimal
    #: Rolled in from the month before, and what was adjusted, transferred or given back.
    brought: Decimal = NONE
    #: Lapsed at the end of a closed month, and carried into the next.
    lapsed: Decimal = NONE
    carried: Decimal = NONE
    is_closed: bool = False
    agreement: RetainerAgreement | None = None

    @property
    def available(self) -> Decimal | None:
        return None if self.included is None else self.included + self.brought

    @property
    def left(self) -> Decimal | None:
        """Not used yet; negative when more was used than was there."""
        return None if self.available is None else self.available - self.used

    @property
    def over(self) -> Decimal | None:
        """By how much more was used than was there."""
        return None if self.left is None else max(-self.left, NONE)

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0


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

    terms: RetainerTerms | None
    hours: Decimal
    by_project: tuple[ProjectHours, ...]
    entries: tuple[WorkEntry, ...]


def agreement_in(client: Client, month: date) -> RetainerAgreement | None:
    """The agreement that counts for a month: the later one where two of them meet in it.

    What is included is not divided by days; a month that an agreement only
    touches has all of it.
    """
    agreements = RetainerAgreement.objects.filter(client=client)
    return agreements.in_force(month_of(month), last_day(month)).order_by("-starts_on").first()


def month_hours(client: Client, month: date) -> MonthHours:
    """The work of one month; each entry has ``project`` loaded and the consultant's name ``by``.

    Works for everybody who may see the client, client users included.
    """
    month = month_of(month)
    balance = balances(client, month, month)[0]
    entries = tuple(
        WorkEntry.objects.filter(client=client)
        .counted()
        .of_month(month)
        .with_names()
        .order_by("worked_on", "pk")
    )
    sums: dict[Project, Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[entry.project] += entry.charged
    by_project = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0].name))
    return MonthHours(
        **vars(balance),
        terms=_terms(balance.agreement, month) if balance.agreement else None,
        hours=sum(sums.values(), NONE),
        by_project=tuple(ProjectHours(project, hours) for project, hours in by_project),
        entries=entries,
    )


def balances(client: Client, first: date, last: date) -> list[Balance]:
    """Every month from ``last`` back to ``first``, the newest first."""
    first, last = month_of(first), last_day(last)
    agreements = list(
        RetainerAgreement.objects.filter(client=client)
        .in_force(first, last)
        .order_by("-starts_on")
        .prefetch_related("terms", Prefetch("statements", Statement.objects.defer("figures")))
    )
    used = _used(client, first, last)
    moved = _moved(client, first, last)
    return [_balance(agreements, month, used, moved) for month in backwards(first, last)]


def _used(
    client: Client, first: date, last: date
) -> dict[tuple[int, date], tuple[Decimal, Decimal]]:
    """Hours charged and what they cost at their rates, by agreement and month."""
    counted = WorkEntry.objects.filter(client=client, worked_on__range=(first, last)).counted()
    sums = (
        counted.annotate(month=TruncMonth("worked_on"))
        .values_list("project__agreement", "month")
        .annotate(hours=Sum("charged"), money=Sum(COST, default=NONE))
        .order_by()
    )
    return {(agreement, month): (hours, money) for agreement, month, hours, money in sums}


def _moved(client: Client, first: date, last: date) -> dict[tuple[int, date, str], Decimal]:
    """What the ledger says besides grants and use, by agreement, month and what it did."""
    postings = RetainerEntry.objects.filter(client=client, month__range=(first, last))
    sums: dict[tuple[int, date, str], Decimal] = defaultdict(Decimal)
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
        sums[agreement, month, what] += amount
    return sums


def _balance(
    agreements: list[RetainerAgreement],
    month: date,
    used: dict[tuple[int, date], tuple[Decimal, Decimal]],
    moved: dict[tuple[int, date, str], Decimal],
) -> Balance:
    """Of agreements ordered by their start, the latest first, the one that holds in a month."""
    for agreement in agreements:
        if agreement.touches(month):
            hours, money = used.get((agreement.pk, month), (NONE, NONE))
            return Balance(
                month,
                included=_terms(agreement, month).allowance,
                used=money if agreement.counts_money else hours,
                brought=moved.get((agreement.pk, month, "brought"), NONE),
                lapsed=-moved.get((agreement.pk, month, "lapsed"), NONE),
                carried=-moved.get((agreement.pk, month, "carried"), NONE),
                is_closed=any(closed.month == month for closed in agreement.statements.all()),
                agreement=agreement,
            )
    return Balance(month, included=None, used=NONE)


def _terms(agreement: RetainerAgreement, month: date) -> RetainerTerms:
    """The terms of a month, of an agreement with its terms loaded, the newest first."""
    versions = agreement.terms.all()
    held = [terms for terms in versions if terms.valid_from <= month]
    return held[0] if held else versions[len(versions) - 1]
