"""What people do with audits: start one, stop one."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Now

from billing_audit.runs import tasks
from billing_audit.runs.models import AuditRun
from clients.people import activity
from clients.people.models import Client, User
from retainer.lib.refusal import Refused

State = AuditRun.State

#: So many workers are told of an audit; those that are free share it.
WORKERS = 2


class AuditAlreadyRunning(Refused):
    """One audit of a client at a time: two would count the same charges."""

    def __init__(self, client: Client) -> None:
        super().__init__(
            f"An audit of {client} is already under way. Wait for its end, or cancel it.",
            reason="already_running",
        )


class AuditIsOver(Refused):
    """There is nothing left to cancel."""


@transaction.atomic
def start_audit(
    *,
    client: Client,
    requested_by: User | None,
    month_from: date | None = None,
    month_to: date | None = None,
    months: Sequence[date] = (),
) -> AuditRun:
    """Queue an audit of the client's bills and tell workers once it is committed."""
    run = queue_audit(
        client=client,
        requested_by=requested_by,
        month_from=month_from,
        month_to=month_to,
        months=months,
    )
    for _ in range(WORKERS):
        tasks.run_audit.delay_on_commit(run.pk)
    return run


@transaction.atomic
def queue_audit(
    *,
    client: Client,
    requested_by: User | None,
    month_from: date | None = None,
    month_to: date | None = None,
    months: Sequence[date] = (),
) -> AuditRun:
    """Queue an audit that the caller does itself, or that waits to be found.

    With ``months`` it is of just these.
    """
    if months:
        month_from, month_to = min(months), max(months)
    try:
        with transaction.atomic():  # the refusal must not spoil the caller's transaction
            run = AuditRun.objects.create(
                client=client,
                requested_by=requested_by,
                month_from=month_from,
                month_to=month_to,
                months=sorted(months),
            )
    except IntegrityError as refused:
        if refused.__cause__.diag.constraint_name != "one_audit_in_flight_per_client":
            raise
        raise AuditAlreadyRunning(client) from refused
    activity.record(
        "audit.started",
        f"An audit of {client} was started.",
        actor=requested_by,
        client=client,
        subject=run,
    )
    return run


@transaction.atomic
def cancel_run(*, run: AuditRun, cancelled_by: User | None) -> None:
    """Stop a run: at once while it waits, else as soon as its worker's heartbeat sees it."""
    waits = Q(state=State.QUEUED)
    stopped = (
        AuditRun.objects.live()
        .filter(pk=run.pk)
        .update(
            cancel_asked=True,
            state=Case(When(waits, then=Value(State.CANCELLED)), default="state"),
            finished_at=Case(When(waits, then=Now()), default="finished_at"),
        )
    )
    if not stopped:
        raise AuditIsOver(f"The audit of {run.client} had already come to its end.")
    activity.record(
        "audit.cancelled",
        f"The audit of {run.client} was cancelled.",
        actor=cancelled_by,
        client=run.client,
        subject=run,
    )
