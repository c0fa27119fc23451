"""What people do about changes: audit again the months they touch."""

from datetime import date

from django.db import transaction

from billing_audit.rechecks.waiting import waiting
from billing_audit.runs import services as runs
from billing_audit.runs.models import AuditRun
from clients.people.models import Client, User
from retainer.lib.refusal import Refused


class NothingChanged(Refused):
    """Every month has been audited with what is on file."""

    def __init__(self, client: Client) -> None:
        super().__init__(
            f"Nothing on file of {client} that touches a bill has changed since the last audit.",
            reason="nothing_changed",
        )


class NeverAudited(Refused):
    """There is no audit yet since which something could have changed."""

    def __init__(self, client: Client) -> None:
        super().__init__(
            f"{client} was never audited to the end. Start an audit of all bills first.",
            reason="never_audited",
        )


@transaction.atomic
def start_recheck(*, client: Client, requested_by: User | None) -> AuditRun:
    """Queue an audit of just the months that changes touch, and tell workers."""
    months = _months(client)
    return runs.start_audit(client=client, requested_by=requested_by, months=months)


@transaction.atomic
def queue_recheck(*, client: Client, requested_by: User | None) -> AuditRun:
    """The same, of an audit that the caller does itself."""
    months = _months(client)
    return runs.queue_audit(client=client, requested_by=requested_by, months=months)


def _months(client: Client) -> list[date]:
    if not client.runs.filter(state=AuditRun.State.COMPLETE).exists():
        raise NeverAudited(client)
    if client.runs.live().exists():
        raise runs.AuditAlreadyRunning(client)
    months = waiting(client).months
    if not months:
        raise NothingChanged(client)
    return months
