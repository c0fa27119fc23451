"""Which recommendations, decisions and deputies a page shows."""

from datetime import date
from typing import Any

from django.db.models import F

from retainer.lib.tenancy.models import TenantQuerySet

DECIDED = ("accepted", "declined", "deferred")
PUT_AWAY = ("withdrawn", "superseded")


class RecommendationQuerySet(TenantQuerySet):
    """What we advise."""

    def visible_to(self, user: Any) -> "RecommendationQuerySet":
        """A client user meets what was published to them; a draft does not exist for them."""
        seen = super().visible_to(user)
        return seen.filter(published_at__isnull=False) if user.is_client_user else seen

    def waiting(self) -> "RecommendationQuerySet":
        """What needs the client's decision now."""
        return self.filter(state="open")

    def decided(self) -> "RecommendationQuerySet":
        """What the client accepted, declined or put off."""
        return self.filter(state__in=DECIDED)

    def live(self) -> "RecommendationQuerySet":
        """Drafts, and what was published and not put away since."""
        return self.exclude(state__in=PUT_AWAY)

    def due_back(self, today: date) -> "RecommendationQuerySet":
        """What was put off until a day that has come."""
        return self.filter(state="deferred", deferred_until__lte=today)

    def for_list(self) -> "RecommendationQuerySet":
        """With everything a row of a list says."""
        return self.select_related("client", "carrier", "standing__decided_by")

    def for_portal(self) -> "RecommendationQuerySet":
        """The same for a client user, who reads of people and carriers their names alone."""
        return self.select_related("client").annotate(
            carrier_name=F("carrier__name"),
            decided_by_name=F("standing__decided_by__name"),
            decided_at=F("standing__decided_at"),
        )


class DeputyQuerySet(TenantQuerySet):
    """Who stands in for whom."""

    def in_force(self, day: date) -> "DeputyQuerySet":
        return self.filter(revoked_at=None, first_day__lte=day, last_day__gte=day)
