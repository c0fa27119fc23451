"""Which budget holds for a month, a carrier or a site, however finely budgets were made.

A budget that is stated for the whole of something counts as it is stated; where there is none, the
budgets of its parts are added up, carriers before sites.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from clients.people.models import Client
from clients.telecom.models import Budget

#: Month, carrier (or none for all), site (or none for all).
Place = tuple[date, int | None, int | None]


class Budgets:
    """A client's budgets of some months in one currency."""

    def __init__(self, amounts: dict[Place, Decimal]) -> None:
        self._amounts = amounts

    @classmethod
    def of(cls, client: Client, currency: str, months: Iterable[date]) -> "Budgets":
        kept = Budget.objects.filter(client=client, currency=currency, month__in=list(months))
        rows = kept.values_list("month", "carrier_id", "site_id", "amount")
        return cls({(month, carrier, site): amount for month, carrier, site, amount in rows})

    def whole(self, month: date) -> Decimal | None:
        """The budget of a month; ``None`` when there is none at all."""
        if (stated := self._amounts.get((month, None, None))) is not None:
            return stated
        parts = self._by(1, month) or self._by(2, month)
        return sum(parts.values(), Decimal(0)) if parts else None

    def covers(self, month: date, carriers: Iterable[int]) -> bool:
        """Whether the whole of a month is budgeted, and not some of its carriers alone."""
        budgeted = self._by(1, month)
        return (
            (month, None, None) in self._amounts or not budgeted or budgeted.keys() >= {*carriers}
        )

    def of_carrier(self, month: date, carrier: int) -> Decimal | None:
        return self._by(1, month).get(carrier)

    def of_site(self, month: date, site: int) -> Decimal | None:
        return self._by(2, month).get(site)

    def _by(self, place: int, month: date) -> dict[int, Decimal]:
        """What is budgeted for each carrier (1) or site (2)."""
        stated: dict[int, Decimal] = {}
        parts: dict[int, Decimal] = defaultdict(Decimal)
        for key, amount in self._amounts.items():
            if key[0] != month or key[place] is None:
                continue
            if key[3 - place] is None:
                stated[key[place]] = amount
            else:
                parts[key[place]] += amount
        return parts | stated
