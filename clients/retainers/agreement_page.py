"""What the page of an agreement shows: terms and their versions, team, rates, months, projects."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet, Sum

from clients.agreements.models import RetainerAgreement
from clients.agreements.rates import ClientRate
from clients.agreements.terms import RetainerTerms
from clients.retainers.pace import Pace
from clients.retainers.summary import Balance, balances
from clients.retainers.unclosed import StillToCome, still_to_come
from clients.retainers.wording import Clause, clauses
from retainer.lib.months import month_of, shifted

#: Months the page looks back.
MONTHS = 12


@dataclass(frozen=True)
class Version:
    """Terms with the last month in which they hold, if others follow."""

    terms: RetainerTerms
    until: date | None
    holds: bool


class AgreementPage:
    """An agreement on a day."""

    def __init__(self, agreement: RetainerAgreement, today: date) -> None:
        self.agreement, self.today = agreement, today
        self.state = agreement.state_on(today)

    @cached_property
    def months(self) -> list[Balance]:
        agreement, today = self.agreement, self.today
        if agreement.starts_on > today:
            return []
        last = min(today, agreement.ends_on or today)
        first = max(agreement.starts_on, shifted(month_of(last), 1 - MONTHS))
        return balances(RetainerAgreement.objects.filter(pk=agreement.pk), first, last)

    @property
    def now(self) -> Balance | None:
        """This month, while the agreement holds."""
        return self.months[0] if self.months and self.state == "active" else None

    @cached_property
    def still_to_come(self) -> StillToCome | None:
        return still_to_come(self.agreement, self.today)

    @property
    def pace(self) -> Pace | None:
        return Pace.of(self.agreement, self.now, self.today) if self.now else None

    @property
    def pace_in_words(self) -> str:
        return self.pace.in_words(self.agreement) if self.pace else ""

    @cached_property
    def versions(self) -> list[Version]:
        """Every version of the terms, the newest first."""
        newest_first = list(self.agreement.terms.select_related("agreement", "made_by"))
        held = self._held_of(newest_first)
        later = [None, *newest_first]
        return [
            Version(
                terms,
                until=shifted(after.valid_from, -1) if after else None,
                holds=terms == held,
            )
            for terms, after in zip(newest_first, later, strict=False)
        ]

    def _held_of(self, newest_first: list[RetainerTerms]) -> RetainerTerms:
        day = min(self.today, self.agreement.ends_on or self.today)
        held = (terms for terms in newest_first if terms.valid_from <= month_of(day))
        return next(held, newest_first[-1])

    @property
    def held(self) -> RetainerTerms:
        """The terms that hold now, or held last, or will hold first."""
        return next(version.terms for version in self.versions if version.holds)

    @property
    def clauses(self) -> list[Clause]:
        return clauses(self.held, self.agreement)

    @cached_property
    def team(self) -> list:
        return list(self.agreement.team.select_related("person"))

    @cached_property
    def rates(self) -> list[ClientRate]:
        """Rates of the client that count here, the narrowest first."""
        agreement = self.agreement
        rates = ClientRate.objects.filter(client=agreement.client, currency=agreement.currency)
        here = rates.filter(Q(agreement=agreement) | Q(agreement=None)).exclude(
            Q(project__isnull=False) & ~Q(project__agreement=agreement)
        )
        order = ["person", "role", "project", "client"]
        found = here.select_related("person", "project", "client").order_by("-starts_on")
        return sorted(found, key=lambda rate: (order.index(rate.kind), rate.whose))

    @property
    def projects(self) -> QuerySet:
        hours = Sum("entries__hours", default=0)
        return self.agreement.projects.annotate(hours=hours).order_by("-state", "name")
