"""Which disputes a list shows."""

from datetime import date, timedelta

from billing_audit.money.states import AGREED, CLOSED, UNANSWERED, State
from retainer.lib.tenancy.models import TenantQuerySet


class DisputeQuerySet(TenantQuerySet):
    """Disputes with carriers."""

    def open(self) -> "DisputeQuerySet":
        return self.exclude(state__in=CLOSED)

    def sent(self) -> "DisputeQuerySet":
        """Those the carrier has, or had."""
        return self.filter(submitted_on__isnull=False)

    def drafts(self) -> "DisputeQuerySet":
        return self.filter(state=State.DRAFT)

    def to_be_packed(self) -> "DisputeQuerySet":
        """Drafts whose packet somebody asked for and no worker has drawn."""
        return self.drafts().filter(packing_since__isnull=False)

    def unanswered(self) -> "DisputeQuerySet":
        return self.filter(state__in=UNANSWERED)

    def agreed(self) -> "DisputeQuerySet":
        return self.filter(state__in=(*AGREED, State.PROMISED))

    def due_within(self, day: date, days: int) -> "DisputeQuerySet":
        """Open ones with something due by then, what is late already among them."""
        return self.open().filter(due_on__lte=day + timedelta(days=days))

    def for_list(self) -> "DisputeQuerySet":
        """With everything a row of the list says."""
        return self.select_related("client", "carrier", "account")
