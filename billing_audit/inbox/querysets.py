"""Which arrivals a person meets, and which of them wait."""

from typing import Any

from django.db.models import Q
from django.db.models.query import QuerySet


class ArrivalQuerySet(QuerySet):
    """Mails and dropped files, and what is enclosed in them."""

    def visible_to(self, user: Any) -> "ArrivalQuerySet":
        """Those of the person's clients, and what the person sent in and nobody claimed."""
        if user.sees_all_clients:
            return self
        return self.filter(
            Q(client_id__in=user.client_ids) | Q(client_id=None, sent_in_by_id=user.pk)
        )

    def waiting(self) -> "ArrivalQuerySet":
        return self.filter(state="waiting")
