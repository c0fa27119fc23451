"""Which requests a page shows."""

from retainer.lib.tenancy.models import TenantQuerySet


class RfpQuerySet(TenantQuerySet):
    """Requests for proposal."""

    def in_state(self, state: str) -> "RfpQuerySet":
        """In one state; any other word means those that are under way."""
        if state in self.model.State.values:
            return self.filter(state=state)
        return self.exclude(state__in=["awarded", "cancelled"])
