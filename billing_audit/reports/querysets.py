"""Which reports there are for whom."""

from datetime import timedelta
from typing import Any

from django.db.models.functions import Now

from retainer.lib.tenancy.models import TenantQuerySet

#: Longer than the longest report takes to draw.
PATIENCE = timedelta(minutes=6)


class MonthlyReportQuerySet(TenantQuerySet):
    """Monthly reports."""

    def visible_to(self, user: Any) -> "MonthlyReportQuerySet":
        """Those of the person's clients; to client users no draft exists."""
        rows = super().visible_to(user)
        return rows.exclude(state=self.model.State.DRAFT) if user.is_client_user else rows

    def published(self) -> "MonthlyReportQuerySet":
        """The reports that count, one for each month at most."""
        return self.filter(state=self.model.State.PUBLISHED)

    def light(self) -> "MonthlyReportQuerySet":
        """Without the figures, which can be large; what a list needs."""
        return self.defer("figures").select_related("client", "pdf")

    def to_be_drawn(self) -> "MonthlyReportQuerySet":
        """Drafts that have no PDF yet, nor a reason why not."""
        return self.filter(state=self.model.State.DRAFT, pdf=None, error="")

    def forgotten(self) -> "MonthlyReportQuerySet":
        """Those whose PDF would be there by now if a worker had been told of them."""
        return self.to_be_drawn().filter(made_at__lt=Now() - PATIENCE)
