"""The ledger as balances and statements ask for it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

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
