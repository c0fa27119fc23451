"""Which runs are under way, which of them nobody is working on, and who holds which step."""

from datetime import date, timedelta

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

    def covering(self, month: date) -> "AuditRunQuerySet":
        """Complete runs that audited the bills of the month."""
        begins = Q(month_from=None) | Q(month_from__lte=month)
        ends = Q(month_to=None) | Q(month_to__gte=month)
        among = Q(months=[]) | Q(months__contains=[month])
        return self.filter(begins, ends, among, state=self.model.State.COMPLETE)

    def going_on(self, run_id: int) -> "AuditRunQuerySet":
        """That run, as long as workers may write about it."""
        return self.filter(pk=run_id, state=self.model.State.RUNNING, cancel_asked=False)

    def unattended(self) -> "AuditRunQuerySet":
        """Live runs that no worker holds, nor was told of a moment ago."""
        untold = Q(lease_until=None, queued_at__lt=Now() - ON_ITS_WAY)
        return self.live().filter(Q(lease_until__lt=Now()) | untold)


class RunStepQuerySet(TenantQuerySet):
    """Steps of runs."""

    def held(self, run_id: int) -> "RunStepQuerySet":
        """The steps of a run that a worker is at."""
        return self.filter(run_id=run_id, state=self.model.State.DOING, lease_until__gte=Now())
