"""The ledger as balances and statements ask for it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Now

from retainer.lib.tenancy.models import TenantQuerySet

NOTHING = Decimal("0.00")


class EntryQuerySet(TenantQuerySet):
    """Postings of retainer ledgers."""

    def up_to(self, month: date) -> "EntryQuerySet":
        return self.filter(month__lte=month)

    def balance(self) -> Decimal:
        """What these postings leave: hours or money, negative when more was taken than given."""
        return self.aggregate(sum=Sum("amount", default=NOTHING))["sum"]

    def by_kind(self) -> dict[str, Decimal]:
        """The sums of these postings, by kind."""
        sums: Any = self.order_by().values_list("kind").annotate(sum=Sum("amount"))
        return dict(sums)


#: Of a statement's figures what a list tells.
TOLD = ("basis", "currency", "fee", "used", "lapsed", "carried", "overage_cost")
#: Longer than the longest statement takes to draw.
PATIENCE = timedelta(minutes=3)


class StatementQuerySet(TenantQuerySet):
    """Closed months."""

    def listed(self) -> "StatementQuerySet":
        """With what a list tells of each, without the entries, which grow with the work."""
        told = {name: KT(f"figures__{name}") for name in TOLD}
        related = self.select_related("client", "agreement").defer("figures")
        return related.annotate(**{f"as_{name}": value for name, value in told.items()})

    def months(self) -> list[date]:
        """The months of these statements, the latest first."""
        return list(self.order_by("-month").values_list("month", flat=True).distinct())

    def forgotten(self) -> "StatementQuerySet":
        """Those whose PDF would be there by now if a worker had been told of them."""
        return self.filter(pdf=None, closed_at__lt=Now() - PATIENCE)
