"""How a retainer stands for the people it was bought by: left, lapsing, pace, month by month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Prefetch, QuerySet
from django.urls import reverse

from clients.agreements.models import Project, RetainerAgreement, TeamSeat
from clients.agreements.pricing import terms_in
from clients.agreements.terms import RetainerTerms
from clients.people.models import Client
from clients.retainers.ledger import Month, charge_of, lasts_until
from clients.retainers.models import OverageRequest, RetainerEntry, Statement
from clients.retainers.pace import Pace
from clients.retainers.shown import brief
from clients.retainers.summary import Balance, balances
from clients.retainers.wording import Clause, clauses
from clients.work.models import EntryRemark, WorkEntry
from retainer.lib import format as written
from retainer.lib.months import last_day, month_of, shifted

#: Months the page looks back.
MONTHS = 12


@dataclass(frozen=True)
class Lapsing:
    """What is left together until one day; without a day it does not lapse."""

    amount: Decimal
    until: date | None


@dataclass(frozen=True)
class PastMonth:
    """A month in the list: a closed one as its statement says, an open one as it stands."""

    month: date
    url: str
    used: str
    left: str
    is_closed: bool


@dataclass(frozen=True)
class ProjectWork:
    """What one project took of a month, its entries by day."""

    name: str
    taken: str
    entries: list[WorkEntry]


class Standing:
    """A client's retainer on a day; what is shown of earlier months is what was frozen."""

    def __init__(self, client: Client, today: date) -> None:
        self.client, self.today = client, today
        self.month = month_of(today)

    @cached_property
    def balances(self) -> list[Balance]:
        began = (
            RetainerAgreement.objects.filter(client=self.client)
            .order_by("starts_on")
            .values_list("starts_on", flat=True)
            .first()
        )
        first = max(began or self.today, shifted(self.month, 1 - MONTHS))
        return balances(self.client, min(first, self.today), self.today)

    @property
    def now(self) -> Balance:
        return self.balances[0]

    @property
    def agreement(self) -> RetainerAgreement | None:
        return self.now.agreement

    @cached_property
    def pace(self) -> Pace | None:
        return Pace.of(self.agreement, self.now, self.today) if self.agreement else None

    @cached_property
    def lapsing(self) -> list[Lapsing]:
        """What is left, by the last day it can be used, the soonest first."""
        return lapsing(self.agreement, self.now) if self.agreement else []

    @property
    def soonest(self) -> Lapsing | None:
        return next((part for part in self.lapsing if part.until), None)

    @cached_property
    def terms(self) -> list[Clause]:
        agreement = self.agreement
        return clauses(terms_in(agreement, self.month), agreement) if agreement else []

    @cached_property
    def terms_to_come(self) -> list[tuple[RetainerTerms, list[Clause]]]:
        """Versions agreed already that hold from a later month on, and what they change."""
        if self.agreement is None:
            return []
        later = self.agreement.terms.filter(valid_from__gt=self.month).order_by("valid_from")
        found, before = [], self.terms
        for terms in later:
            said = clauses(terms, self.agreement)
            found.append((terms, [clause for clause in said if clause not in before]))
            before = said
        return found

    @cached_property
    def team(self) -> list[TeamSeat]:
        """Whom to call; of a person nothing is read but what client users may read."""
        if self.agreement is None:
            return []
        seats = TeamSeat.objects.filter(agreement=self.agreement, person__is_active=True)
        return list(
            seats.select_related("person").only(
                "public_id", "role", "phone", "photo_id", "agreement_id", "person__name"
            )
        )

    @cached_property
    def requests(self) -> list[OverageRequest]:
        """Requests for work beyond the allowance, the latest first."""
        return list(
            OverageRequest.objects.filter(client=self.client)
            .select_related("agreement", "client")
            .exclude(state=OverageRequest.State.WITHDRAWN)[:MONTHS]
        )

    @cached_property
    def closed(self) -> dict[date, Statement]:
        """What the statements say, by month; nothing of it is reckoned anew."""
        statements = Statement.objects.filter(client=self.client).listed()
        return {statement.month: statement for statement in statements}

    @cached_property
    def months(self) -> list[PastMonth]:
        shown = [
            self._closed(b.month) if b.month in self.closed else _open(b) for b in self.balances
        ]
        older = sorted(set(self.closed) - {each.month for each in shown}, reverse=True)
        return [*shown, *(self._closed(month) for month in older)]

    def _closed(self, month: date) -> PastMonth:
        statement = self.closed[month]
        told = brief(statement)
        return PastMonth(
            month,
            reverse("retainers:statement_detail", args=[statement.public_id]),
            used=told.used,
            left=told.unused,
            is_closed=True,
        )

    def work(self, month: date) -> list[ProjectWork]:
        """What an open month went into so far, the project that took most first."""
        entries = (
            WorkEntry.objects.filter(client=self.client)
            .counted()
            .of_month(month)
            .with_names()
            .select_related("project__agreement")
            .prefetch_related(Prefetch("remarks", _spoken()))
            .order_by("worked_on", "pk")
        )
        by_project: dict[Project, list[WorkEntry]] = defaultdict(list)
        for entry in entries:
            by_project[entry.project].append(entry)
        return [_project_work(*each) for each in sorted(by_project.items(), key=_most_first)]


def _spoken() -> QuerySet[EntryRemark]:
    """What was asked and answered; why an entry was sent back before is the practice's own."""
    since = EntryRemark.objects.filter(at__gte=F("entry__approved_at"))
    return since.annotate(by=F("written_by__name"))


def _most_first(each: tuple[Project, list[WorkEntry]]) -> tuple[Decimal, str]:
    project, entries = each
    return -sum((entry.charged for entry in entries), Decimal(0)), project.name


def _project_work(project: Project, entries: list[WorkEntry]) -> ProjectWork:
    """A project's work; where the retainer counts money, each entry has its ``cost``."""
    agreement, taken = project.agreement, Decimal(0)
    for entry in entries:
        charge = charge_of(entry, agreement)
        entry.cost = agreement.written(charge) if agreement.counts_money else ""
        taken += charge
    return ProjectWork(project.name, agreement.written(taken), entries)


def _open(balance: Balance) -> PastMonth:
    say = balance.agreement.written if balance.agreement else written.hours
    return PastMonth(
        balance.month,
        f"?month={balance.month:%Y-%m}#work",
        used=say(balance.used),
        left=say(balance.left),
        is_closed=False,
    )


def lapsing(agreement: RetainerAgreement, balance: Balance) -> list[Lapsing]:
    """What of a month is left, by the last day it can be used, the soonest first."""
    month = Month.of(agreement, balance.month)
    left: dict[date | None, Decimal] = defaultdict(Decimal)
    for lot in month.lots:
        left[lot.lasts_until] += lot.left
    if not month.of_kind(RetainerEntry.Kind.GRANT) and balance.included:  # not opened yet
        until = lasts_until(terms_in(agreement, balance.month), balance.month)
        left[until] += balance.included
    ends = agreement.ends_on
    return [
        Lapsing(amount, min(last_day(until), ends or date.max) if until else ends)
        for until, amount in sorted(left.items(), key=lambda each: each[0] or date.max)
        if amount > 0
    ]
