"""A long statement keeps its run, and stops when somebody cancels it."""

import threading
import time
from collections.abc import Callable

from django.db import connection
from pytest_django import Settings

from billing_audit.runs import lease, runner
from billing_audit.runs.models import AuditRun
from retainer.lib.tenancy import ALL, acting_as
from tests.billing_audit.runs.plans import FakeStep, done, plan_of


def sleeping(seconds: int) -> Callable[[AuditRun], None]:
    def sleep(run: AuditRun) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(%s)", [seconds])

    return sleep


def at_work(run: AuditRun, seconds: int) -> threading.Thread:
    """A worker that has begun a step of so many seconds, after one that is done."""

    def work() -> None:
        runner.work(run.pk, plan_of("A01", FakeStep("A03", sleeping(seconds), codes=("A03",))))
        connection.close()

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    wait_until(lambda: doing(run) == ["doing A03"])
    return worker


def now(run: AuditRun) -> AuditRun:
    with acting_as("worker", clients=ALL):
        return AuditRun.objects.get(pk=run.pk)


def doing(run: AuditRun) -> list[str]:
    with acting_as("worker", clients=ALL):
        return AuditRun.objects.get(pk=run.pk).doing


def wait_until(true: Callable[[], bool], seconds: int = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def cut_the_sleepers_connection() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'"
        )
        return bool(cursor.fetchall())


def test_a_step_longer_than_its_lease_is_not_taken_away(
    committed_run: AuditRun, settings: Settings
) -> None:
    settings.RUN_LEASE_SECONDS = 1
    worker = at_work(committed_run, seconds=2)

    attempts = []
    while worker.is_alive():
        with acting_as("worker", clients=ALL):
            attempts.append(lease.take(committed_run.pk))
        worker.join(0.2)

    assert len(attempts) > 5
    assert set(attempts) == {None}
    assert now(committed_run).state == "complete"


def test_cancelling_stops_a_long_statement_and_keeps_what_was_done(
    committed_run: AuditRun,
) -> None:
    worker = at_work(committed_run, seconds=60)

    with acting_as("worker", clients=ALL):
        AuditRun.objects.filter(pk=committed_run.pk).update(cancel_asked=True)
    asked = time.monotonic()
    worker.join()

    assert time.monotonic() - asked < 30, "the statement was not stopped"
    assert now(committed_run).state == "cancelled"
    with acting_as("worker", clients=ALL):
        assert done(committed_run) == ["A01"]


def test_a_worker_whose_connection_is_cut_leaves_the_run_to_the_next(
    committed_run: AuditRun,
) -> None:
    worker = at_work(committed_run, seconds=60)

    wait_until(cut_the_sleepers_connection)
    worker.join()

    left = now(committed_run)
    assert left.state == "queued"
    assert "connection" in left.error

    runner.work(committed_run.pk, plan_of("A01", "A03"))

    assert now(committed_run).state == "complete"
