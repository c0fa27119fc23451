"""Work that waits for approval, by week, person and client, with what it would charge."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncWeek

from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import PriceList, Rate
from clients.people.models import Client, User
from clients.work.models import Mode, WorkEntry
from retainer.lib.money import half_up
from retainer.lib.weeks import days_of, monday_of

NONE = Decimal("0.00")
#: A person and a client, by their keys, and a Monday.
Week = tuple[int, int, date]


@dataclass(frozen=True)
class Priced:
    """An entry with what it charges: as it was approved, or as it would be today."""

    entry: WorkEntry
    charged: Decimal
    rate: Rate | None

    @property
    def value(self) -> Decimal | None:
        """Unknown where no rate is known."""
        if self.rate is None:
            return None if self.charged else NONE
        return half_up(self.charged * self.rate.amount)

    @property
    def waits(self) -> bool:
        return self.entry.state == WorkEntry.State.SUBMITTED


@dataclass(frozen=True)
class PersonWeek:
    """One person's week at one client."""

    person: User
    client: Client
    monday: date
    entries: list[Priced]

    @property
    def worked(self) -> Decimal:
        return sum((each.entry.hours for each in self.entries), NONE)

    @property
    def billable(self) -> Decimal:
        return sum((each.entry.billable for each in self.entries), NONE)

    @property
    def charged(self) -> Decimal:
        return sum((each.charged for each in self.entries), NONE)

    @property
    def values(self) -> dict[str, Decimal | None]:
        """The value in each currency; unknown when a rate is missing."""
        sums: dict[str, Decimal | None] = {}
        for each in self.entries:
            currency = each.entry.project.agreement.currency
            before = sums.get(currency, NONE)
            unknown = before is None or each.value is None
            sums[currency] = None if unknown else before + each.value
        return sums

    @property
    def modes(self) -> list[tuple[str, Decimal]]:
        """Hours worked in each mode, in the order in which a retainer should move."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for each in self.entries:
            sums[each.entry.mode] += each.entry.hours
        return [(str(mode.label), sums[mode]) for mode in Mode if mode in sums]

    @property
    def waiting(self) -> list[Priced]:
        return [each for each in self.entries if each.waits]


def waiting_work(user: User, client: Client | None = None) -> QuerySet[WorkEntry]:
    waiting = WorkEntry.objects.visible_to(user).filter(state=WorkEntry.State.SUBMITTED)
    return waiting if client is None else waiting.filter(client=client)


def first_of_weeks(waiting: QuerySet[WorkEntry]) -> QuerySet[WorkEntry]:
    """The first waiting entry of each person's week at a client: one for each row of a list."""
    place = Window(
        RowNumber(),
        partition_by=["consultant", "client", TruncWeek("worked_on")],
        order_by=["worked_on", "pk"],
    )
    firsts = waiting.order_by().annotate(place=place).filter(place=1)
    return WorkEntry.objects.filter(pk__in=firsts.values("pk"))


def waiting_weeks(waiting: QuerySet[WorkEntry], firsts: Iterable[WorkEntry]) -> list[PersonWeek]:
    """The weeks that these first entries stand for, in their order."""
    groups: dict[Week, list[Priced]] = {_week_of(first): [] for first in firsts}
    if not groups:
        return []
    wanted = [
        Q(consultant=person, client=client, worked_on__range=(monday, days_of(monday)[-1]))
        for person, client, monday in groups
    ]
    for each in priced(waiting.filter(reduce(or_, wanted))):
        groups[_week_of(each.entry)].append(each)
    return [
        PersonWeek(group[0].entry.consultant, group[0].entry.client, monday, group)
        for (_, _, monday), group in groups.items()
    ]


def _week_of(entry: WorkEntry) -> Week:
    return entry.consultant_id, entry.client_id, monday_of(entry.worked_on)


def person_week(*, person: User, client: Client, monday: date) -> PersonWeek:
    """What somebody handed in of a week at a client, drafts and closed work left out."""
    shown = (WorkEntry.State.SUBMITTED, WorkEntry.State.APPROVED, WorkEntry.State.AGREED,
             WorkEntry.State.QUESTIONED)  # fmt: skip
    entries = WorkEntry.objects.filter(
        consultant=person,
        client=client,
        state__in=shown,
        worked_on__range=(monday, days_of(monday)[-1]),
    )
    return PersonWeek(person, client, monday, list(priced(entries)))


def priced(entries: QuerySet[WorkEntry]) -> list[Priced]:
    """Entries with their prices, however many in the same few queries."""
    rows = list(
        entries.select_related("project__agreement", "client", "consultant").order_by(
            "worked_on", "pk"
        )
    )
    agreements: dict[int, RetainerAgreement] = {
        row.project.agreement_id: row.project.agreement for row in rows
    }
    prices = PriceList(agreements.values())
    return [_priced(row, prices) for row in rows]


def _priced(entry: WorkEntry, prices: PriceList) -> Priced:
    if entry.charged is not None:
        rate = Rate(entry.rate, entry.rate_source) if entry.rate is not None else None
        return Priced(entry, entry.charged, rate)
    terms = prices.terms_in(entry.project.agreement, entry.worked_on)
    rate = prices.rate_of(entry.project, entry.consultant, entry.worked_on)
    return Priced(entry, terms.charged(entry.billable), rate)
