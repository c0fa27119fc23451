"""Does a run, step by step: each step and its checkpoint are one transaction.

Several workers may be at one run; each takes the next step that is free.
Whatever ends a worker, others do what it held, and nothing is lost or done twice.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from django.db import InterfaceError, OperationalError, connection

from billing_audit.findings.models import Hit
from billing_audit.runs import lease
from billing_audit.runs.heartbeat import Heartbeat
from billing_audit.runs.lease import Lease, LeaseLost
from billing_audit.runs.models import AuditRun, CheckResult
from billing_audit.runs.outcome import record_end
from billing_audit.runs.results import first_line, note_failures
from retainer.lib.tenancy import ALL, acting_as

logger = logging.getLogger(__name__)

#: A statement that takes longer is not coming to an end.
LONGEST_STATEMENT = "1h"
#: Troubles that pass, by SQLSTATE: lost connections, deadlocks, a server on its way down.
PASSING = ("08", "40", "57P")


class Step(Protocol):
    """A part of a run, performed inside one transaction; it does not write the run's row."""

    @property
    def name(self) -> str: ...
    @property
    def words(self) -> str:
        """What is being done, for the person who watches."""

    @property
    def phase(self) -> int:
        """Steps of one phase may be done side by side, in any order."""

    @property
    def codes(self) -> Sequence[str]:
        """The checks it does.  If it fails, they have failed and the run goes on."""

    def perform(self, run: AuditRun) -> None: ...


Plan = Callable[[AuditRun], Sequence[Step]]


def work(run_id: int, plan: Plan) -> None:
    """Do what is left of a run and nobody else is doing.

    How it went stands in the run's row, whatever went wrong.
    """
    with acting_as("worker", clients=ALL):
        run = lease.join(run_id)
    if run is None:
        return
    try:
        steps = _lay_out(run, plan)
        while held := _take(run):
            _do(steps[held.place], held, run)
        _finish(run)
    except LeaseLost:
        _let_go(run)
    except Exception as error:
        logger.exception("Run %s came to a halt", run_id)
        _fail(run, first_line(error))


def _lay_out(run: AuditRun, plan: Plan) -> Sequence[Step]:
    with _scope(run):
        steps = plan(run)
        if lease.lay_out(run, steps):
            # Left by a worker that planned otherwise, or by a run that did not come to its end.
            CheckResult.objects.filter(run=run).delete()
            Hit.objects.filter(client_id=run.client_id).delete()
    return steps


def _take(run: AuditRun) -> Lease | None:
    with _scope(run):
        return lease.take(run.pk)


def _finish(run: AuditRun) -> None:
    """End the run, if this was its last step; else other workers are at steps of it yet."""
    with _scope(run):
        if lease.finish(run.pk):
            record_end(_again(run))


def _do(step: Step, held: Lease, run: AuditRun) -> None:
    with Heartbeat(held) as heartbeat:
        try:
            with _scope(run), heartbeat.watching():
                step.perform(_again(run))
                held.checkpoint()
        except LeaseLost:
            raise
        except (KeyboardInterrupt, SystemExit):
            with _scope(run):
                held.give_back("")
            raise
        except Exception as error:
            if heartbeat.lease_lost.is_set():
                raise LeaseLost from error
            _bear(error, step, held, run)


def _bear(error: Exception, step: Step, held: Lease, run: AuditRun) -> None:
    """Leave a trouble that passes to another attempt; any other ends the checks, or the run."""
    if _passes(error):
        logger.warning("Run %s: %s is left to another attempt", run.pk, step.name, exc_info=True)
        with _scope(run):
            held.give_back(f"{step.words}: {first_line(error)}")
        raise LeaseLost from error
    if not step.codes:
        logger.exception("Run %s: %s failed", run.pk, step.name)
        _fail(run, f"{step.words}: {first_line(error)}")
        raise LeaseLost from error
    logger.exception("Run %s: %s failed, the others go on", run.pk, step.name)
    with _scope(run):
        note_failures(step.codes, run, error)
        held.checkpoint()


def _let_go(run: AuditRun) -> None:
    """The run is cancelled, at its end, or left to another attempt."""
    with _scope(run):
        lease.stop(run.pk)


def _fail(run: AuditRun, why: str) -> None:
    with _scope(run):
        if lease.fail(run.pk, why):
            record_end(_again(run))
        else:
            lease.stop(run.pk)


def _passes(error: Exception) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "pgcode", None)
    return code is None or code.startswith(PASSING)


@contextmanager
def _scope(run: AuditRun) -> Iterator[None]:
    """One transaction as the worker, for the run's client only."""
    with acting_as("worker", clients=[run.client_id]):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [LONGEST_STATEMENT])
        yield


def _again(run: AuditRun) -> AuditRun:
    return AuditRun.objects.select_related("client").get(pk=run.pk)
