"""Work entries as the pages, the ledger and the report ask for them."""

from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.functions import Round

from retainer.lib.months import last_day
from retainer.lib.tenancy.models import TenantQuerySet

#: What an entry costs at its rate: whole cents each, so that sums are those of the ledger.
COST = Round(F("charged") * F("rate"), precision=2)


class EntryQuerySet(TenantQuerySet):
    """Work entries."""

    def of_month(self, month: date) -> "EntryQuerySet":
        return self.filter(worked_on__range=(month, last_day(month)))

    def counted(self) -> "EntryQuerySet":
        """Those whose hours count against the retainer: approved, and not sent back."""
        return self.filter(state__in=self.model.COUNTED)

    def changeable_by(self, user: Any) -> "EntryQuerySet":
        """Open entries this person may edit: their own, or anybody's for a principal."""
        seen = self.visible_to(user).filter(state__in=self.model.OPEN)
        return seen if user.is_principal else seen.filter(consultant_id=user.pk)

    def with_names(self) -> "EntryQuerySet":
        """With project and client loaded, and of the consultant only the name.

        Client users may read no more of a person, so the row of the consultant
        is never loaded whole.
        """
        return self.select_related("project", "client").annotate(by=F("consultant__name"))
