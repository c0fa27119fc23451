"""Which requests a page shows."""

from django.db.models import OuterRef, Subquery

from retainer.lib.tenancy.models import TenantQuerySet


class RfpQuerySet(TenantQuerySet):
    """Requests for proposal."""

    def in_state(self, state: str) -> "RfpQuerySet":
        """In one state; any other word means those that are under way."""
        if state in self.model.State.values:
            return self.filter(state=state)
        return self.exclude(state__in=["awarded", "cancelled"])

    def for_list(self) -> "RfpQuerySet":
        """With client, lead, and the hour proposals are due."""
        steps = self.model._meta.get_field("steps").related_model
        due = steps._base_manager.filter(rfp=OuterRef("pk"), kind="due").values("at")[:1]
        return self.select_related("client", "lead").annotate(due_at=Subquery(due))
