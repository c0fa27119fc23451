"""What every table that belongs to a client has in common."""

from typing import Any

from django.db import models

from retainer.lib.tenancy.declarations import Wall


class TenantQuerySet(models.QuerySet):
    """Rows that belong to clients."""

    def visible_to(self, user: Any) -> "TenantQuerySet":
        """Only the rows ``user`` may see: all for a principal, else those of their clients."""
        if user.sees_all_clients:
            return self
        return self.filter(client_id__in=user.client_ids)


class TenantModel(models.Model):
    """A row that belongs to one client and is walled off from all others."""

    client = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="+")

    objects = TenantQuerySet.as_manager()

    wall = Wall()

    class Meta:
        abstract = True
