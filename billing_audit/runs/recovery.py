"""Finds the runs that nobody works on: their worker died, or the message about them was lost."""

from django.db.models import Q
from django.db.models.functions import Now

from billing_audit.runs.models import AuditRun
from billing_audit.runs.outcome import record_end
from billing_audit.runs.querysets import AuditRunQuerySet, lease_end

State = AuditRun.State


def end_hopeless() -> None:
    """End the runs that no worker will finish: cancelled, or the end of too many workers."""
    hopeless = Q(cancel_asked=True) | Q(attempts__gte=AuditRun.MOST_ATTEMPTS)
    for run in _locked(AuditRun.objects.unattended().filter(hopeless)).select_related("client"):
        run.state = State.CANCELLED if run.cancel_asked else State.FAILED
        run.error = "" if run.cancel_asked else _tried_often_enough(run)
        run.finished_at, run.lease_until, run.doing = Now(), None, ""
        run.save(update_fields=["state", "error", "finished_at", "lease_until", "doing"])
        if run.state == State.FAILED:
            record_end(run)


def requeue_lost() -> list[int]:
    """Put lost runs back in the queue; the caller tells workers of the keys it gets."""
    lost = list(_locked(AuditRun.objects.unattended()).values_list("pk", flat=True))
    AuditRun.objects.filter(pk__in=lost).update(state=State.QUEUED, lease_until=lease_end())
    return lost


def _locked(runs: AuditRunQuerySet) -> AuditRunQuerySet:
    """Leave out what another process is just writing about."""
    return runs.select_for_update(skip_locked=True, no_key=True, of=("self",))


def _tried_often_enough(run: AuditRun) -> str:
    """What to tell a person about a run over which worker after worker ended."""
    if run.error:
        return f"Given up after {run.attempts} attempts. {run.error}"
    return (
        f"Given up: {run.attempts} workers ended while doing “{run.doing}”. "
        "The worker's log says more; the machine may be short of memory."
    )
