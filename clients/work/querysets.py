"""Agreements and work entries as the pages and the report ask for them."""

from datetime import date
from typing import Any

from django.db.models import F, Q

from retainer.lib.months import last_day
from retainer.lib.tenancy.models import TenantQuerySet


class AgreementQuerySet(TenantQuerySet):
    """Retainer agreements."""

    def in_force(self, first: date, last: date) -> "AgreementQuerySet":
        """Those that hold on at least one of these days."""
        return self.filter(starts_on__lte=last).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=first)
        )


class EntryQuerySet(TenantQuerySet):
    """Work entries."""

    def of_month(self, month: date) -> "EntryQuerySet":
        return self.filter(worked_on__range=(month, last_day(month)))

    def changeable_by(self, user: Any) -> "EntryQuerySet":
        """The entries this person may edit: their own, or any for a principal."""
        seen = self.visible_to(user)
        return seen if user.is_principal else seen.filter(consultant_id=user.pk)

    def with_names(self) -> "EntryQuerySet":
        """With project and client loaded, and of the consultant only the name.

        Client users may read no more of a person, so the row of the consultant
        is never loaded whole.
        """
        return self.select_related("project", "client").annotate(by=F("consultant__name"))
