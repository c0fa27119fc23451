"""How retainers stand for the people they were bought by: left, lapsing, pace, month by month.

Every month shown is that of one agreement: where two meet in a month, it is there twice.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet

from clients.agreements.models import Project, RetainerAgreement, TeamSeat
from clients.agreements.pricing import terms_in
from clients.agreements.terms import RetainerTerms
from clients.people.models import Client
from clients.retainers.ledger import Month, charge_of, lasts_until
from clients.retainers.models import OverageRequest, RetainerEntry
from clients.retainers.pace import Pace
from clients.retainers.past import PastMonth, past_months
from clients.retainers.summary import Balance, balances
from clients.retainers.wording import Clause, clauses
from clients.work.models import EntryRemark, WorkEntry
from retainer.lib.months import last_day, month_of, shifted

#: Months the page looks back.
MONTHS = 12

Of = TypeVar("Of", Balance, PastMonth)


@dataclass(frozen=True)
class Lapsing:
    """What is left together until one day; without a day it does not lapse."""

    amount: Decimal
    until: date | None


@dataclass(frozen=True)
class Choice:
    """One of the agreements that a month belongs to, as ``parts/chips.html`` shows it."""

    word: str
    query: str
    current: bool


@dataclass(frozen=True)
class ProjectWork:
    """What one project took of a month, its entries by day."""

    name: str
    taken: str
    entries: list[WorkEntry]


class Standing:
    """A client's retainers on a day; what is shown of earlier months is what was frozen.

    ``agreement`` and ``month`` are those somebody asked for; where a month belongs to several
    agreements and none of them was asked for, the one that holds on the day is shown.
    """

    def __init__(
        self,
        client: Client,
        today: date,
        *,
        agreement: UUID | None = None,
        month: date | None = None,
    ) -> None:
        self.client, self.today = client, today
        self.this_month = month_of(today)
        self._asked, self._asked_month = agreement, month

    @cached_property
    def balances(self) -> list[Balance]:
        """A year of months, each under the agreements it belongs to, the newest first."""
        first = shifted(self.this_month, 1 - MONTHS)
        return balances(self.client.agreements.all(), first, self.today)

    @cached_property
    def months(self) -> list[PastMonth]:
        return past_months(self.client, self.balances)

    @property
    def has_several(self) -> bool:
        """Whether the months are those of more than one agreement."""
        return len({each.agreement.pk for each in self.months}) > 1

    @cached_property
    def shown(self) -> PastMonth | None:
        """The month that was asked for, else this one."""
        asked = [each for each in self.months if each.month == self._asked_month]
        return self._chosen(asked or [m for m in self.months if m.month == self.this_month])

    @property
    def month(self) -> date:
        return self.shown.month if self.shown else self.this_month

    @property
    def choices(self) -> list[Choice]:
        """The agreements that the month belongs to, the newest first."""
        return [
            Choice(each.of_agreement, each.url, current=each == self.shown)
            for each in self.months
            if each.month == self.month
        ]

    @cached_property
    def now(self) -> Balance | None:
        """This month under the agreement that is chosen."""
        return self._chosen([each for each in self.balances if each.month == self.this_month])

    def _chosen(self, months: list[Of]) -> Of | None:
        """Of months the one of the agreement asked for, of the one that holds, or the newest."""
        asked = (each for each in months if each.agreement.public_id == self._asked)
        holding = (each for each in months if each.agreement.holds_on(self.today))
        return next(chain(asked, holding, months), None)

    @property
    def agreement(self) -> RetainerAgreement | None:
        return self.now.agreement if self.now else None

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
        return clauses(terms_in(agreement, self.this_month), agreement) if agreement else []

    @cached_property
    def terms_to_come(self) -> list[tuple[RetainerTerms, list[Clause]]]:
        """Versions agreed already that hold from a later month on, and what they change."""
        if self.agreement is None:
            return []
        later = self.agreement.terms.filter(valid_from__gt=self.this_month).order_by("valid_from")
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
    def work(self) -> list[ProjectWork]:
        """What the month went into so far, the project that took most first."""
        if self.shown is None:
            return []
        entries = (
            WorkEntry.objects.filter(project__agreement=self.shown.agreement)
            .counted()
            .of_month(self.shown.month)
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
