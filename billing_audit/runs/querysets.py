"""Which runs are under way, and which of them nobody is working on."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now

from retainer.lib.tenancy.models import TenantQuerySet

#: Time for the message about a new run to reach a worker before we look after it ourselves.
ON_ITS_WAY = timedelta(seconds=5)


def lease_end() -> Now:
    """Until when a lease holds that is taken or renewed now, by the database's clock."""
    return Now() + timedelta(seconds=settings.RUN_LEASE_SECONDS)


class AuditRunQuerySet(TenantQuerySet):
    """Audit runs."""

    def live(self) -> "AuditRunQuerySet":
        """Runs that have not come to their end."""
        return self.filter(state__in=self.model.LIVE)

    def free(self) -> "AuditRunQuerySet":
        """Runs that a worker may take: waiting, or left behind by one that fell silent."""
        silent = Q(state=self.model.State.RUNNING, lease_until__lt=Now())
        return self.filter(
            Q(state=self.model.State.QUEUED) | silent,
            cancel_asked=False,
            attempts__lt=self.model.MOST_ATTEMPTS,
        )

    def unattended(self) -> "AuditRunQuerySet":
        """Live runs that no worker holds, nor was told of a moment ago."""
        untold = Q(lease_until=None, queued_at__lt=Now() - ON_ITS_WAY)
        return self.live().filter(Q(lease_until__lt=Now()) | untold)
