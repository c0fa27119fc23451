"""How a run ended, for the record of what happened."""

from billing_audit.runs.models import AuditRun
from clients.people import activity
from retainer.lib import format as written


def record_end(run: AuditRun) -> None:
    """Write the activity row of a run that came to its end by itself, complete or failed."""
    activity.record(
        f"audit.{run.state}",
        _sentence(run),
        actor=None,
        client=run.client,
        subject=run,
        findings=run.findings,
        recoverable=str(run.recoverable),
    )


def _sentence(run: AuditRun) -> str:
    if run.state == AuditRun.State.COMPLETE:
        recoverable = written.money(run.recoverable, run.client.currency)
        found = written.count(run.findings, "finding")
        return f"The audit of {run.client} is complete: {found}, {recoverable} claimed."
    return f"The audit of {run.client} failed. {run.error}"
