"""Which issues a person meets, and in which order."""

from datetime import datetime
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from clients.issues.levels import at_levels_of
from retainer.lib.tenancy.models import TenantQuerySet

#: The order of a list: overdue, running, answered, settled; each by its moment.
ORDER = ("rank", "moment", "id")


class IssueQuerySet(TenantQuerySet):
    """What wants an answer."""

    def visible_to(self, user: Any) -> "IssueQuerySet":
        """Those at this person's own level and those they raised; every one for a principal."""
        seen = super().visible_to(user)
        if user.sees_all_clients:
            return seen
        return seen.filter(at_levels_of(user) | Q(raised_by=user.pk))

    def unanswered(self, now: datetime) -> "IssueQuerySet":
        """Those whose level had its hours and did not answer."""
        return self.filter(state="open", due_at__lte=now, client__archived_at=None)

    def in_order(self, now: datetime) -> "IssueQuerySet":
        """With their place in a list: what is overdue comes first, the longest overdue before."""
        rank = Case(
            When(state="open", due_at__lte=now, then=Value(0)),
            When(state="open", then=Value(1)),
            When(state="answered", then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
        return self.annotate(rank=rank, moment=Coalesce("due_at", "asked_at"))

    def for_list(self) -> "IssueQuerySet":
        """With the names a row says; of people and carriers a client user reads nothing else."""
        return self.select_related("client").annotate(
            carrier_name=F("carrier__name"), raised_by_name=F("raised_by__name")
        )
