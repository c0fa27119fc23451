"""A client's spend in one currency: the months up to one, by carrier and by site."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Sum

from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.models import Invoice, Line, LineShelf
from billing_audit.spending.budgeted import Budgets
from clients.people.models import Client
from retainer.lib.charts import Point, lines_by_month
from retainer.lib.months import shifted

ZERO = Decimal(0)
#: Months of the chart and of the usual spend that a rise is told against.
YEAR, USUAL = 12, 3
#: By how much more than usual a month is told of, where there is no budget.
RISE = Decimal("0.10")


@dataclass(frozen=True)
class Spent:
    """What a carrier or a site cost in a month, and what it is held against."""

    key: int | None
    name: str
    amount: Decimal
    budget: Decimal | None
    last_month: Decimal
    #: ``None`` where no bill of that month is on file.
    last_year: Decimal | None
    usual: Decimal | None = None

    @property
    def over(self) -> Decimal | None:
        """What is spent beyond the budget; below it is negative."""
        return None if self.budget is None else self.amount - self.budget

    @property
    def is_above(self) -> bool:
        return self.over is not None and self.over > 0

    @property
    def rise(self) -> Decimal | None:
        """By what part it is above its usual spend, where that is worth telling."""
        if self.budget is not None or not self.usual or self.usual <= 0:
            return None
        more = self.amount / self.usual - 1
        return more if more > RISE else None

    @property
    def is_watched(self) -> bool:
        return self.is_above or self.rise is not None


class Spending:
    """The spend of a client up to a month."""

    def __init__(self, client: Client, month: date, currency: str) -> None:
        self.client, self.month, self.currency = client, month, currency

    @property
    def months(self) -> list[date]:
        """Twelve months up to this one."""
        return [shifted(self.month, -back) for back in range(YEAR - 1, -1, -1)]

    @property
    def year_to_date(self) -> list[date]:
        """The months of the client's fiscal year up to this one."""
        start = self.client.fiscal_start_month
        return self.months[-((self.month.month - start) % YEAR + 1) :]

    @cached_property
    def _sums(self) -> dict[tuple[date, int, str], Decimal]:
        """By month and carrier, two years of them."""
        bills = Invoice.objects.filter(
            client=self.client,
            currency=self.currency,
            superseded_by=None,
            month__gte=shifted(self.month, 1 - 2 * YEAR),
            month__lte=self.month,
        )
        rows = bills.order_by().values_list("month", "carrier", "carrier__name")
        return {row[:3]: row[3] for row in rows.annotate(sum=Sum("lines_total"))}

    @cached_property
    def budgets(self) -> Budgets:
        return Budgets.of(self.client, self.currency, self.months)

    def total(self, *months: date) -> Decimal:
        """What the bills of some months come to."""
        return sum((sum_ for (month, *_), sum_ in self._sums.items() if month in months), ZERO)

    def budget(self, *months: date) -> Decimal | None:
        """What may be spent in some months; ``None`` where a part of them has no budget."""
        billed, budgeted = self.billed(*months), self.budgeted(*months)
        if not billed or billed != budgeted:
            return None
        return sum((self._budget(month) or ZERO for month in budgeted), ZERO)

    def billed(self, *months: date) -> list[date]:
        """Those of the months whose bills came to something."""
        return [month for month in months if self._carriers(month)]

    def budgeted(self, *months: date) -> list[date]:
        """Those of the billed months that have a budget for all that was billed in them."""
        return [month for month in self.billed(*months) if self._budget(month) is not None]

    def _budget(self, month: date) -> Decimal | None:
        is_whole = self.budgets.covers(month, self._carriers(month))
        return self.budgets.whole(month) if is_whole else None

    def _carriers(self, month: date) -> list[int]:
        """Whose bills came to something in a month."""
        return [
            carrier for (at, carrier, _), amount in self._sums.items() if at == month and amount
        ]

    @property
    def _knows_last_year(self) -> bool:
        return any(month == shifted(self.month, -YEAR) for month, *_ in self._sums)

    @property
    def whole(self) -> Spent:
        """The month as a whole."""
        return Spent(
            None,
            "In all",
            self.total(self.month),
            self.budget(self.month),
            self.total(shifted(self.month, -1)),
            self.total(shifted(self.month, -YEAR)) if self._knows_last_year else None,
        )

    def by_carrier(self) -> list[Spent]:
        """What each carrier cost, the dearest first."""
        names = {carrier: name for _, carrier, name in self._sums}

        def of(carrier: int, month: date) -> Decimal:
            return self._sums.get((month, carrier, names[carrier]), ZERO)

        rows = [
            Spent(
                carrier,
                name,
                of(carrier, self.month),
                self.budgets.of_carrier(self.month, carrier),
                of(carrier, shifted(self.month, -1)),
                of(carrier, shifted(self.month, -YEAR)) if self._knows_last_year else None,
                sum((of(carrier, shifted(self.month, -n)) for n in range(1, USUAL + 1)), ZERO)
                / USUAL,
            )
            for carrier, name in names.items()
        ]
        return _told(rows)

    def by_site(self) -> list[Spent]:
        """What each site cost; what names no known site last."""
        last_month, last_year = shifted(self.month, -1), shifted(self.month, -YEAR)
        sums = self._site_sums([self.month, last_month, last_year])
        names = {(site, name) for site, name, _ in sums}
        rows = [
            Spent(
                site,
                name or "No site: charges of accounts, and services whose site is not known",
                sums.get((site, name, self.month), ZERO),
                self.budgets.of_site(self.month, site) if site else None,
                sums.get((site, name, last_month), ZERO),
                sums.get((site, name, last_year), ZERO) if self._knows_last_year else None,
                sums.get((site, name, last_month)) if site else None,
            )
            for site, name in names
        ]
        return _told(rows)

    def _site_sums(
        self, months: Iterable[date]
    ) -> dict[tuple[int | None, str | None, date], Decimal]:
        """By site and month; lines are looked for on the bills of these months alone."""
        bills = dict(
            Invoice.objects.filter(
                client=self.client, currency=self.currency, superseded_by=None, month__in=months
            ).values_list("pk", "month")
        )
        shelves = LineShelf.objects.filter(client=self.client).values_list("pk", flat=True)
        lines = Line.objects.filter(
            client=self.client, shelf_id__in=list(shelves), invoice_id__in=list(bills)
        ).exclude(charge_type=ChargeType.MEMO)
        rows = (
            lines.order_by()
            .values_list(
                "invoice_id",
                "billed_service__service__site",
                "billed_service__service__site__name",
            )
            .annotate(sum=Sum("amount"))
        )
        sums: dict[tuple[int | None, str | None, date], Decimal] = defaultdict(Decimal)
        for bill, site, name, amount in rows:
            sums[site, name, bills[bill]] += amount
        return dict(sums)

    def chart(self) -> str:
        """A year of spend beside its budget and the year before."""
        points = [Point(month, self.total(month), "Spend") for month in self.months]
        points += [
            Point(month, budget, "Budget")
            for month in self.months
            if (budget := self.budget(month)) is not None
        ]
        before = [(month, self.total(shifted(month, -YEAR))) for month in self.months]
        points += [Point(month, amount, "Year before") for month, amount in before if amount]
        return lines_by_month(points, title="Spend by month", unit=self.currency)


def _told(rows: list[Spent]) -> list[Spent]:
    """Those there is anything to say of."""
    said = [row for row in rows if row.amount or row.budget or row.last_month or row.last_year]
    return sorted(said, key=lambda row: (row.key is None, -row.amount, row.name))
