"""Which versions of playbooks a page shows."""

from datetime import timedelta

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Now

from retainer.lib.tenancy.models import TenantQuerySet

#: How long a worker may take to draw a PDF before another one is told of it.
PATIENCE = timedelta(minutes=2)


class PlaybookVersionQuerySet(TenantQuerySet):
    """Playbooks as they were published."""

    def for_list(self) -> "PlaybookVersionQuerySet":
        """With who published it, and who acknowledged it on each side."""
        found = self.model._meta.get_field("acknowledgements").related_model.objects
        of_it = found.filter(version=OuterRef("pk"))

        def of(side: str, column: str) -> Subquery:
            return Subquery(of_it.filter(side=side).values(column)[:1])

        return self.select_related("client", "relationship", "pdf").annotate(
            publisher=F("published_by__name"),
            our_name=of("us", "person__name"),
            our_at=of("us", "at"),
            their_name=of("client", "person__name"),
            their_at=of("client", "at"),
        )

    def forgotten(self) -> "PlaybookVersionQuerySet":
        """Those whose PDF would be there by now if a worker had been told of them."""
        return self.filter(pdf=None, published_at__lt=Now() - PATIENCE)
