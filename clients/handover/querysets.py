"""Tasks and chapters as the pages show them."""

from django.db.models import F

from retainer.lib.tenancy.models import TenantQuerySet


class TaskQuerySet(TenantQuerySet):
    """Tasks on their way to the client."""

    def for_list(self) -> "TaskQuerySet":
        """Of our owner the name alone, which clients may read."""
        return self.select_related("client", "relationship").annotate(our_name=F("our_owner__name"))


class ItemQuerySet(TenantQuerySet):
    """Chapters of Master Training Guides."""

    def for_list(self) -> "ItemQuerySet":
        return self.prefetch_related("sessions")
