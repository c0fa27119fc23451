"""Seeing a run to its end: by doing it in this process, or by watching the worker that does."""

import time

from billing_audit.runs import recovery, runner, steps
from billing_audit.runs.models import AuditRun
from retainer.lib.tenancy import ALL, acting_as

LOOK = 0.5  # seconds between two looks at a run


class Impatient(Exception):
    """The run did not end in the time it was given; it goes on."""


def do_here(run: AuditRun) -> AuditRun:
    """Do the run in this process, sharing it with whoever is at it, and return it at its end.

    While others do what is left, wait; should one fall silent, take over.
    """
    while run.is_live:
        with acting_as("worker", clients=ALL):
            recovery.end_hopeless()
        runner.work(run.pk, steps.plan)
        run = _again(run)
        if run.is_live:
            time.sleep(LOOK)
    return run


def wait_for(run: AuditRun, seconds: int) -> AuditRun:
    """Return the run at its end; raise ``Impatient`` when that takes too long."""
    end = time.monotonic() + seconds
    while run.is_live:
        if time.monotonic() > end:
            raise Impatient
        time.sleep(LOOK)
        run = _again(run)
    return run


def _again(run: AuditRun) -> AuditRun:
    with acting_as("worker", clients=[run.client_id]):
        return AuditRun.objects.select_related("client").get(pk=run.pk)
