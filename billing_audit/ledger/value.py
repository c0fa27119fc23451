"""What each client paid in a month and what was seen to stay of what came back in it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from billing_audit.ledger.reckoning import Ledger, Purse
from billing_audit.ledger.stages import NOTHING
from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import PriceList
from clients.people.models import Client
from retainer.lib.months import backwards, last_day, month_of, shifted

#: Months looked back, this one included.
MONTHS = 12


@dataclass
class Month:
    """One month of one client."""

    month: date
    fee: Decimal = NOTHING
    posted: Decimal = NOTHING
    verified: Decimal = NOTHING
    #: Never paid, so in neither of the others.
    written_off: Decimal = NOTHING


@dataclass
class Value:
    """Twelve months of one client in one currency."""

    client: Client
    currency: str
    months: list[Month]

    @property
    def first(self) -> date:
        return self.months[0].month

    @property
    def last(self) -> date:
        return last_day(self.months[-1].month)

    @property
    def fee(self) -> Decimal:
        return sum((each.fee for each in self.months), NOTHING)

    @property
    def posted(self) -> Decimal:
        return sum((each.posted for each in self.months), NOTHING)

    @property
    def verified(self) -> Decimal:
        return sum((each.verified for each in self.months), NOTHING)

    @property
    def written_off(self) -> Decimal:
        return sum((each.written_off for each in self.months), NOTHING)

    @property
    def times(self) -> Decimal | None:
        """Verified, as so many times the fee."""
        return self.verified / self.fee if self.fee else None


def values(ledger: Ledger, day: date) -> list[Value]:
    """By client and currency, the highest fee first."""
    last = month_of(day)
    first = shifted(last, 1 - MONTHS)
    months: dict[Purse, dict[date, Month]] = defaultdict(
        lambda: {month: Month(month) for month in backwards(first, last)}
    )
    _add_fees(ledger, months, first, day)
    for dispute in ledger.disputes:
        own = months[dispute.client_id, dispute.currency]
        for entry in ledger.entries[dispute.pk]:
            if month := own.get(month_of(entry.on)):
                month.posted += entry.posted
                month.verified += entry.verified
                month.written_off += entry.written_off
    made = [
        Value(ledger.clients[client], currency, sorted(own.values(), key=lambda each: each.month))
        for (client, currency), own in months.items()
    ]
    return sorted(made, key=lambda each: (-each.fee, each.client.name))


def _add_fees(
    ledger: Ledger, months: dict[Purse, dict[date, Month]], first: date, day: date
) -> None:
    """The fee of every month in which an agreement held, by the terms of that month."""
    held = RetainerAgreement.objects.in_force(first, day).filter(client__in=list(ledger.clients))
    prices = PriceList(held)
    for agreement in held:
        for month in months[agreement.client_id, agreement.currency].values():
            if agreement.touches(month.month):
                month.fee += prices.terms_in(agreement, month.month).monthly_fee
