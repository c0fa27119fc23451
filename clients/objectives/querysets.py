"""Which objectives a page shows."""

from datetime import date

from django.db.models import F, OuterRef, Subquery

from retainer.lib.tenancy.models import TenantQuerySet


class ObjectiveQuerySet(TenantQuerySet):
    """What clients want to reach."""

    def overdue(self, today: date) -> "ObjectiveQuerySet":
        """Open beyond the day they were to be reached by."""
        return self.filter(state="open", due_on__lt=today)

    def for_list(self) -> "ObjectiveQuerySet":
        """With everything a row says; of the owner the name alone, which clients may read."""
        readings = self.model._meta.get_field("readings").related_model.objects
        last = readings.filter(objective=OuterRef("pk")).order_by("-day")
        return self.select_related("client").annotate(
            owner_name=F("owner__name"),
            latest=Subquery(last.values("value")[:1]),
            latest_on=Subquery(last.values("day")[:1]),
        )
