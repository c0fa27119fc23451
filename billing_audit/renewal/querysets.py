"""Which packs there are to be drawn."""

from datetime import timedelta

from django.db.models.functions import Now

from retainer.lib.tenancy.models import TenantQuerySet

#: How long a worker may take to draw a PDF before another one is told of it.
PATIENCE = timedelta(minutes=2)


class RenewalPackQuerySet(TenantQuerySet):
    """Renewal packs."""

    def to_be_drawn(self) -> "RenewalPackQuerySet":
        """Drafts that have no PDF yet, nor a reason why not."""
        return self.filter(state=self.model.State.DRAFT, pdf=None, error="")

    def forgotten(self) -> "RenewalPackQuerySet":
        """Those whose PDF would be there by now if a worker had been told of them."""
        return self.to_be_drawn().filter(made_at__lt=Now() - PATIENCE)
