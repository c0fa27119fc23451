"""Who works on a run."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from billing_audit.runs.lease import Lease, LeaseLost, claim
from billing_audit.runs.models import AuditRun
from retainer.lib.tenancy import ALL, acting_as

Silence = Callable[[AuditRun], None]


def taken(run: AuditRun) -> Lease:
    lease = claim(run.pk)
    assert lease is not None
    return lease


def test_a_waiting_run_is_taken_once(run: AuditRun) -> None:
    assert claim(run.pk) is not None
    assert claim(run.pk) is None


def test_taking_a_run_starts_its_clock(run: AuditRun) -> None:
    taken(run)

    run.refresh_from_db()

    assert (run.state, run.attempts, run.fence) == ("running", 1, 1)
    assert run.queued_at <= run.started_at < run.lease_until


def test_a_silent_workers_run_is_taken_over(run: AuditRun, fall_silent: Silence) -> None:
    taken(run)
    fall_silent(run)

    assert taken(run).fence == 2
    run.refresh_from_db()
    assert run.takeovers == 1


def test_a_worker_that_comes_back_can_write_nothing(run: AuditRun, fall_silent: Silence) -> None:
    zombie = taken(run)
    fall_silent(run)
    heir = taken(run)

    assert not zombie.renew()
    assert not zombie.stop()
    for write in (
        lambda: zombie.checkpoint(1, ""),
        zombie.finish,
        lambda: zombie.fail("late"),
        lambda: zombie.give_back("late"),
    ):
        with pytest.raises(LeaseLost):
            write()
    assert heir.renew()


def test_a_cancelled_run_is_neither_renewed_nor_carried_on(run: AuditRun) -> None:
    lease = taken(run)
    AuditRun.objects.update(cancel_asked=True)

    assert not lease.renew()
    with pytest.raises(LeaseLost):
        lease.checkpoint(1, "")
    assert lease.stop()
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_a_run_that_got_on_has_all_its_attempts_again(run: AuditRun, fall_silent: Silence) -> None:
    for _ in range(AuditRun.MOST_ATTEMPTS - 1):
        taken(run)
        fall_silent(run)

    taken(run).checkpoint(1, "")

    run.refresh_from_db()
    assert run.attempts == 0


def test_after_too_many_attempts_nobody_may_take_it(run: AuditRun, fall_silent: Silence) -> None:
    for _ in range(AuditRun.MOST_ATTEMPTS):
        taken(run)
        fall_silent(run)

    assert claim(run.pk) is None


def test_a_run_given_back_is_free_at_once(run: AuditRun) -> None:
    taken(run).give_back("the connection was lost")

    assert taken(run).fence == 2


def test_of_two_workers_at_once_one_gets_the_run(committed_run: AuditRun) -> None:
    second: list[Lease | None] = []

    def come_second() -> None:
        with acting_as("worker", clients=ALL):
            second.append(claim(committed_run.pk))
        connection.close()

    thread = threading.Thread(target=come_second)
    with acting_as("worker", clients=ALL):
        first = claim(committed_run.pk)
        thread.start()
        thread.join(0.2)
        assert thread.is_alive(), "the second waits for the first one's transaction"
    thread.join()

    assert first is not None
    assert second == [None]
