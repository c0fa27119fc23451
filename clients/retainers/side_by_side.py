"""Retainers side by side: how a month stands under each of them, in four queries for all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import PriceList
from clients.agreements.terms import RetainerTerms
from clients.retainers.models import RetainerEntry
from clients.retainers.summary import Balance
from clients.work.models import WorkEntry
from clients.work.querysets import COST
from retainer.lib.months import month_of

NOTHING = Decimal("0.00")
Kind = RetainerEntry.Kind
#: What the allowance does not say: brought over, adjusted, transferred, given back.
BROUGHT = Q(kind__in=[Kind.ADJUST, Kind.TRANSFER, Kind.REFUND]) | Q(
    kind=Kind.ROLL_IN, follows__isnull=False
)


@dataclass(frozen=True)
class Stand:
    """A retainer in a month: what it includes, what is used, and on which days."""

    agreement: RetainerAgreement
    terms: RetainerTerms
    balance: Balance
    by_day: dict[date, Decimal]


def stands(agreements: Sequence[RetainerAgreement], month: date, prices: PriceList) -> list[Stand]:
    """How the month stands under each agreement, in the order given."""
    month = month_of(month)
    used, brought = _used(agreements, month), _brought(agreements, month)
    return [
        _stand(agreement, prices.terms_in(agreement, month), month, used[agreement.pk], brought)
        for agreement in agreements
    ]


def _stand(
    agreement: RetainerAgreement,
    terms: RetainerTerms,
    month: date,
    used: dict[date, Decimal],
    brought: dict[int, Decimal],
) -> Stand:
    balance = Balance(
        agreement,
        month,
        included=terms.allowance,
        used=sum(used.values(), NOTHING),
        brought=brought.get(agreement.pk, NOTHING),
    )
    return Stand(agreement, terms, balance, used)


def _used(agreements: Sequence[RetainerAgreement], month: date) -> dict[int, dict[date, Decimal]]:
    """What counted work took, by agreement and day."""
    counts_money = {agreement.pk for agreement in agreements if agreement.counts_money}
    work = WorkEntry.objects.filter(project__agreement__in=agreements).of_month(month).counted()
    sums = (
        work.order_by()
        .values_list("project__agreement", "worked_on")
        .annotate(hours=Sum("charged"), money=Sum(COST, default=NOTHING))
    )
    used: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for agreement, day, hours, money in sums:
        used[agreement][day] = money if agreement in counts_money else hours
    return used


def _brought(agreements: Sequence[RetainerAgreement], month: date) -> dict[int, Decimal]:
    postings = RetainerEntry.objects.filter(agreement__in=agreements, month=month).filter(BROUGHT)
    return dict(postings.order_by().values_list("agreement").annotate(sum=Sum("amount")))
