"""Runs that nobody works on are found."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models.functions import Now

from billing_audit.runs import recovery
from billing_audit.runs.lease import claim
from billing_audit.runs.models import AuditRun

Silence = Callable[[AuditRun], None]


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
    claim(run.pk)

    assert recovery.requeue_lost() == []


def test_a_dead_workers_run_is_found_and_may_be_taken(run: AuditRun, fall_silent: Silence) -> None:
    claim(run.pk)
    fall_silent(run)

    assert recovery.requeue_lost() == [run.pk]
    assert claim(run.pk) is not None


def test_a_run_that_ended_is_left_alone(run: AuditRun) -> None:
    wait_since(run, 1000)
    AuditRun.objects.update(state="complete")

    assert recovery.requeue_lost() == []


def test_a_run_that_kills_its_workers_fails_in_the_end(run: AuditRun, fall_silent: Silence) -> None:
    for _ in range(AuditRun.MOST_ATTEMPTS):
        lease = claim(run.pk)
        assert lease is not None
        lease.announce("Comparing rates")
        fall_silent(run)

    recovery.end_hopeless()

    run.refresh_from_db()
    assert run.state == "failed"
    assert run.error.startswith("Given up: 5 workers ended while doing “Comparing rates”.")


def test_a_run_cancelled_after_its_worker_died_ends(run: AuditRun, fall_silent: Silence) -> None:
    claim(run.pk)
    fall_silent(run)
    AuditRun.objects.update(cancel_asked=True)

    recovery.end_hopeless()

    run.refresh_from_db()
    assert run.state == "cancelled"
    assert recovery.requeue_lost() == []
