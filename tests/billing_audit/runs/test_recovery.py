"""Runs that nobody works on are found."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models.functions import Now

from billing_audit.runs import recovery
from billing_audit.runs.lease import Lease, join, lay_out, take
from billing_audit.runs.models import AuditRun
from tests.billing_audit.runs.plans import FakeStep

Silence = Callable[[AuditRun], None]


def begin(run: AuditRun) -> Lease | None:
    """A worker joins the run and takes its step, if it is free."""
    if join(run.pk) is None:
        return None
    lay_out(run, [FakeStep("B01")])
    return take(run.pk)


def wait_since(run: AuditRun, seconds: int) -> None:
    AuditRun.objects.filter(pk=run.pk).update(queued_at=Now() - timedelta(seconds=seconds))


def test_a_run_whose_message_is_on_its_way_is_left_alone(run: AuditRun) -> None:
    assert recovery.requeue_lost() == []


def test_a_run_nobody_was_told_of_is_found_once(run: AuditRun) -> None:
    wait_since(run, 10)

    assert recovery.requeue_lost() == [run.pk]
    assert recovery.requeue_lost() == []


def test_a_run_with_a_worker_is_left_alone(run: AuditRun) -> None:
    wait_since(run, 1000)
    begin(run)

    assert recovery.requeue_lost() == []


def test_a_dead_workers_run_is_found_and_may_be_taken(run: AuditRun, fall_silent: Silence) -> None:
    begin(run)
    fall_silent(run)

    assert recovery.requeue_lost() == [run.pk]
    assert begin(run) is not None


def test_a_run_that_ended_is_left_alone(run: AuditRun) -> None:
    wait_since(run, 1000)
    AuditRun.objects.update(state="complete")

    assert recovery.requeue_lost() == []


def test_a_run_that_kills_its_workers_fails_in_the_end(run: AuditRun, fall_silent: Silence) -> None:
    for _ in range(AuditRun.MOST_ATTEMPTS):
        begin(run)
        fall_silent(run)

    recovery.end_hopeless()

    run.refresh_from_db()
    assert run.state == "failed"
    assert run.error.startswith("Given up: 5 workers ended while doing “doing B01”.")


def test_a_run_cancelled_after_its_worker_died_ends(run: AuditRun, fall_silent: Silence) -> None:
    begin(run)
    fall_silent(run)
    AuditRun.objects.update(cancel_asked=True)

    recovery.end_hopeless()

    run.refresh_from_db()
    assert run.state == "cancelled"
    assert recovery.requeue_lost() == []
