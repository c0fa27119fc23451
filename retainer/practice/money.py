"""What each client paid in a year and what came of it: findings and credits against the fee."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import F, Q, Sum
from django.utils import timezone

from billing_audit.bills.models import ChargeType, Invoice, Line, LineShelf
from billing_audit.models import Finding
from clients.agreements.pricing import PriceList
from clients.models import Client, RetainerAgreement
from retainer.lib.months import backwards, last_day, month_of, shifted

NOTHING = Decimal(0)
#: Months looked back, this one included.
MONTHS = 12
#: Client and currency.
Purse = tuple[int, str]


@dataclass(frozen=True)
class Return:
    """One client's year in one currency, which is never converted."""

    client: Client
    currency: str
    fee: Decimal
    found: Decimal
    credited: Decimal

    @property
    def times_found(self) -> Decimal | None:
        """Found, as so many times the fee."""
        return self.found / self.fee if self.fee else None

    @property
    def times_credited(self) -> Decimal | None:
        return self.credited / self.fee if self.fee else None


class Year:
    """Twelve months up to a day."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.last = month_of(day)
        self.first = shifted(self.last, 1 - MONTHS)

    def returns(self, clients: dict[int, Client]) -> list[Return]:
        """By client, the highest fee first."""
        fees, found, credited = self._fees(), self._found(), self._credited()
        purses = sorted(
            {*fees, *found, *credited}, key=lambda purse: (-fees[purse], clients[purse[0]].name)
        )
        return [
            Return(clients[client], currency, *(sums[client, currency] for sums in
                   (fees, found, credited)))
            for client, currency in purses
        ]  # fmt: skip

    def _fees(self) -> dict[Purse, Decimal]:
        """The fee of every month in which an agreement held, by the terms of that month."""
        agreements = RetainerAgreement.objects.in_force(self.first, self.day)
        prices = PriceList(agreements)
        fees: dict[Purse, Decimal] = defaultdict(Decimal)
        for agreement in agreements:
            for month in backwards(self.first, self.last):
                if agreement.touches(month):
                    fee = prices.terms_in(agreement, month).monthly_fee
                    fees[agreement.client_id, agreement.currency] += fee
        return fees

    def _found(self) -> dict[Purse, Decimal]:
        """What findings of these months ask back, as far as somebody confirmed it."""
        since = timezone.make_aware(datetime.combine(self.first, time.min))
        valid = Finding.objects.filter(state=Finding.State.VALID, found_at__gte=since)
        stands = Sum(F("claimed") - F("grown"))
        by_purse = valid.order_by().values("client", "currency").annotate(stands=stands)
        return _by_purse(by_purse.values_list("client", "currency", "stands"))

    def _credited(self) -> dict[Purse, Decimal]:
        """What carriers credited on the bills of these months."""
        bills = Q(month__range=(self.first, last_day(self.last)))
        keys = list(Invoice.objects.filter(bills).values_list("pk", flat=True))
        shelves = list(LineShelf.objects.values_list("pk", flat=True))
        credits = Line.objects.filter(
            shelf_id__in=shelves, invoice_id__in=keys, charge_type=ChargeType.CREDIT
        )
        sums = credits.order_by().values_list("client", "invoice__currency", -Sum("amount"))
        return _by_purse(sums)


def _by_purse(rows: Iterable[tuple[int, str, Decimal]]) -> dict[Purse, Decimal]:
    sums: dict[Purse, Decimal] = defaultdict(Decimal)
    for client, currency, amount in rows:
        sums[client, currency] += amount
    return sums
