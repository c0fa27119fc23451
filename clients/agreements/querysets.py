"""Agreements and their terms as the pages and the ledger ask for them."""

from datetime import date

from django.db.models import Q

from retainer.lib.tenancy.models import TenantQuerySet


class AgreementQuerySet(TenantQuerySet):
    """Retainer agreements."""

    def in_force(self, first: date, last: date) -> "AgreementQuerySet":
        """Those that hold on at least one of these days."""
        return self.filter(starts_on__lte=last).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=first)
        )
