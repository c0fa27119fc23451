"""Finds the runs that nobody works on: their worker died, or the message about them was lost."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from billing_audit.runs.lease import tried_often_enough
from billing_audit.runs.models import AuditRun, RunStep
from billing_audit.runs.outcome import record_end
from billing_audit.runs.querysets import AuditRunQuerySet, lease_end

State = AuditRun.State


def end_hopeless() -> None:
    """End the runs that no worker will finish: cancelled, or the end of too many workers."""
    unattended = _locked(AuditRun.objects.unattended()).select_related("client")
    for run in unattended.filter(cancel_asked=True):
        _end(run, State.CANCELLED)
    fatal = RunStep.objects.exclude(state=RunStep.State.DONE).filter(
        attempts__gte=AuditRun.MOST_ATTEMPTS
    )
    over_one = Exists(fatal.filter(run=OuterRef("pk")))
    for run in unattended.filter(over_one, cancel_asked=False):
        _end(run, State.FAILED, tried_often_enough(fatal.filter(run=run).first()))
        record_end(run)


def _end(run: AuditRun, state: str, error: str = "") -> None:
    run.state, run.error, run.finished_at, run.lease_until = state, error, Now(), None
    run.save(update_fields=["state", "error", "finished_at", "lease_until"])


def requeue_lost() -> list[int]:
    """Put lost runs back in the queue; the caller tells workers of the keys it gets."""
    lost = list(_locked(AuditRun.objects.unattended()).values_list("pk", flat=True))
    AuditRun.objects.filter(pk__in=lost).update(state=State.QUEUED, lease_until=lease_end())
    return lost


def _locked(runs: AuditRunQuerySet) -> AuditRunQuerySet:
    """Leave out what another process is just writing about."""
    return runs.select_for_update(skip_locked=True, no_key=True, of=("self",))
