"""Which bill files and invoices a person sees, and how lists narrow them."""

from typing import Any

from django.db.models import Q

from retainer.lib.tenancy.models import TenantQuerySet


class BillFileQuerySet(TenantQuerySet):
    """Files that people brought, including those whose client nobody knows yet."""

    def visible_to(self, user: Any) -> "BillFileQuerySet":
        """Those of the person's clients, and what the person brought and nobody claimed."""
        if user.sees_all_clients:
            return self
        return self.filter(
            Q(client_id__in=user.client_ids) | Q(client_id=None, brought_by_id=user.pk)
        )

    def in_flight(self) -> "BillFileQuerySet":
        return self.filter(state__in=("received", "importing"))

    def loaded(self) -> "BillFileQuerySet":
        return self.filter(state__in=("imported", "partial"))


class InvoiceQuerySet(TenantQuerySet):
    """Bills."""

    def matching(self, words: str) -> "InvoiceQuerySet":
        """Those whose invoice or account number contains the words."""
        if not words:
            return self
        return self.filter(Q(number__icontains=words) | Q(account__number__icontains=words))
