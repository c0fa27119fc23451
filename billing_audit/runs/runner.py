"""Does a run, step by step: each step and its checkpoint are one transaction.

Whatever ends a worker, the next one resumes after the last step that was
committed, and nothing is lost or done twice.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from django.db import InterfaceError, OperationalError, connection

from billing_audit.findings.models import Hit
from billing_audit.runs.heartbeat import Heartbeat
from billing_audit.runs.lease import Lease, LeaseLost, claim
from billing_audit.runs.models import AuditRun, CheckResult
from billing_audit.runs.outcome import record_end
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
    def codes(self) -> Sequence[str]:
        """The checks it does.  If it fails, they have failed and the run goes on."""

    def perform(self, run: AuditRun) -> None: ...


Plan = Callable[[AuditRun], Sequence[Step]]


def work(run_id: int, plan: Plan) -> None:
    """Do what is left of a run, unless somebody else is doing it.

    How it went stands in the run's row, whatever went wrong.
    """
    with acting_as("worker", clients=ALL):
        lease = claim(run_id)
    if lease is None:
        return
    with Heartbeat(lease) as heartbeat:
        try:
            for step, place, then in _remaining(lease, plan):
                _do(step, place, then, lease, heartbeat)
            with _scope(lease):
                lease.finish()
                record_end(_run(lease))
        except LeaseLost:
            _let_go(lease)
        except Exception as error:
            logger.exception("Run %s came to a halt", run_id)
            _give_up(lease, error)
        except (KeyboardInterrupt, SystemExit):
            with _scope(lease):
                lease.give_back("")
            raise


def _remaining(lease: Lease, plan: Plan) -> Iterator[tuple[Step, int, str]]:
    """The steps that are not done yet, each with its place and the words of the one after it."""
    with _scope(lease):
        run = _run(lease)
        steps = plan(run)
        names = [step.name for step in steps]
        done = run.next_step if run.steps == names else 0
        words = [step.words for step in steps] + [""]
        if done == 0:
            # Left by a worker that planned otherwise, or by a run that did not come to its end.
            CheckResult.objects.filter(run=run).delete()
            Hit.objects.filter(client_id=lease.client_id).delete()
            lease.begin(names, words[0])
        else:
            lease.announce(words[done])
    for place in range(done, len(steps)):
        yield steps[place], place, words[place + 1]


def _do(step: Step, place: int, then: str, lease: Lease, heartbeat: Heartbeat) -> None:
    try:
        with _scope(lease), heartbeat.watching():
            step.perform(_run(lease))
            lease.checkpoint(place + 1, then)
    except LeaseLost:
        raise
    except Exception as error:
        if heartbeat.lease_lost.is_set():
            raise LeaseLost from error
        if not step.codes or _passes(error):
            raise
        logger.exception("Run %s: %s failed, the others go on", lease.run_id, step.name)
        with _scope(lease):
            for code in step.codes:
                _record_failure(lease, code, error)
            lease.checkpoint(place + 1, then)


def _record_failure(lease: Lease, code: str, error: Exception) -> None:
    CheckResult.objects.update_or_create(
        run_id=lease.run_id,
        check_code=code,
        defaults={
            "client_id": lease.client_id,
            "state": CheckResult.State.FAILED,
            "error": _in_words(error),
        },
    )


def _let_go(lease: Lease) -> None:
    """The run is cancelled, or somebody else's by now."""
    with _scope(lease):
        if not lease.stop():
            logger.warning("Run %s was taken over by another worker", lease.run_id)


def _give_up(lease: Lease, error: Exception) -> None:
    """Leave a trouble that passes to another attempt; end the run over any other."""
    try:
        with _scope(lease):
            doing = _run(lease).doing
            said = f"{doing}: {_in_words(error)}" if doing else _in_words(error)
            if _passes(error):
                lease.give_back(said)
            else:
                lease.fail(said)
                record_end(_run(lease))
    except LeaseLost:
        _let_go(lease)


def _passes(error: Exception) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "pgcode", None)
    return code is None or code.startswith(PASSING)


def _in_words(error: Exception) -> str:
    """The first line of what went wrong; the rest is the statement, which the log has."""
    return str(error).strip().split("\n", 1)[0] or type(error).__name__


@contextmanager
def _scope(lease: Lease) -> Iterator[None]:
    """One transaction as the worker, for the run's client only."""
    with acting_as("worker", clients=[lease.client_id]):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [LONGEST_STATEMENT])
        yield


def _run(lease: Lease) -> AuditRun:
    return AuditRun.objects.select_related("client").get(pk=lease.run_id)
