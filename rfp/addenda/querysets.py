"""Which addenda a page shows."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from retainer.lib.tenancy.models import TenantQuerySet

#: How long a worker may take to draw before another one is told.
PATIENCE = timedelta(minutes=5)


#: What a bidder may read of an addendum.
KNOWN_TO_BIDDERS = (
    *("id", "public_id", "client_id", "rfp_id", "number", "before_id", "after_id", "summary"),
    *("days", "published_at", "pdf_id"),
)


class AddendumQuerySet(TenantQuerySet):
    """Changes to issued requests."""

    def for_bidders(self) -> "AddendumQuerySet":
        """Those that are out, with nothing that bidders may not read."""
        return self.published().only(*KNOWN_TO_BIDDERS)

    def for_bidder(self, bidder: models.Model) -> "AddendumQuerySet":
        """The same, each with whether this bidder acknowledged it."""
        own = self.model.acknowledgements.rel.related_model.objects.filter(
            addendum=OuterRef("pk"), bidder=bidder
        )
        return self.for_bidders().annotate(is_acknowledged=Exists(own))

    def published(self) -> "AddendumQuerySet":
        return self.exclude(published_at=None)

    def forgotten(self) -> "AddendumQuerySet":
        """Those whose paper would be there by now if a worker had been told of them."""
        return self.filter(pdf=None, published_at__lt=Now() - PATIENCE)
