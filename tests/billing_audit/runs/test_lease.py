"""Who works on which step of a run."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from billing_audit.runs import lease
from billing_audit.runs.lease import Lease, LeaseLost, TriedOftenEnough
from billing_audit.runs.models import AuditRun
from retainer.lib.tenancy import ALL, acting_as
from tests.billing_audit.runs.plans import FakeStep

Silence = Callable[[AuditRun], None]

STEPS = [FakeStep("A01"), FakeStep("A03"), FakeStep("findings", phase=1)]


@pytest.fixture
def begun(run: AuditRun) -> AuditRun:
    """A run that a worker has joined and laid out."""
    assert lease.join(run.pk)
    lease.lay_out(run, STEPS)
    return run


def taken(run: AuditRun) -> Lease:
    held = lease.take(run.pk)
    assert held is not None
    return held


def test_joining_a_run_starts_its_clock_once(run: AuditRun) -> None:
    lease.join(run.pk)
    run.refresh_from_db()
    started = run.started_at

    lease.join(run.pk)

    run.refresh_from_db()
    assert (run.state, run.started_at) == ("running", started)
    assert run.queued_at <= run.started_at < run.lease_until


def test_a_run_at_its_end_cannot_be_joined(run: AuditRun) -> None:
    AuditRun.objects.update(state="complete")

    assert lease.join(run.pk) is None


def test_each_worker_takes_another_step(begun: AuditRun) -> None:
    assert [taken(begun).place, taken(begun).place] == [0, 1]
    assert lease.take(begun.pk) is None


def test_the_next_phase_begins_when_all_of_one_is_done(begun: AuditRun) -> None:
    first, second = taken(begun), taken(begun)
    first.checkpoint()
    assert lease.take(begun.pk) is None

    second.checkpoint()

    assert taken(begun).place == 2


def test_a_silent_workers_step_is_taken_over(begun: AuditRun, fall_silent: Silence) -> None:
    taken(begun)
    fall_silent(begun)

    assert (taken(begun).place, begun.takeovers) == (0, 1)


def test_a_worker_that_comes_back_can_write_nothing(begun: AuditRun, fall_silent: Silence) -> None:
    zombie = taken(begun)
    fall_silent(begun)
    heir = taken(begun)

    assert not zombie.renew()
    for write in (zombie.checkpoint, lambda: zombie.give_back("late")):
        with pytest.raises(LeaseLost):
            write()
    assert heir.renew()


def test_a_cancelled_run_is_neither_renewed_nor_carried_on(begun: AuditRun) -> None:
    held = taken(begun)
    AuditRun.objects.update(cancel_asked=True)

    assert not held.renew()
    with pytest.raises(LeaseLost):
        held.checkpoint()
    assert lease.stop(begun.pk)
    begun.refresh_from_db()
    assert begun.state == "cancelled"


def test_after_too_many_attempts_nobody_takes_a_step(begun: AuditRun, fall_silent: Silence) -> None:
    for _ in range(AuditRun.MOST_ATTEMPTS):
        taken(begun)
        fall_silent(begun)

    with pytest.raises(TriedOftenEnough, match="5 workers ended while doing “doing A01”"):
        lease.take(begun.pk)


def test_a_step_given_back_is_free_at_once(begun: AuditRun) -> None:
    taken(begun).give_back("the connection was lost")

    begun.refresh_from_db()
    assert (begun.state, begun.error) == ("queued", "the connection was lost")
    assert lease.join(begun.pk)
    assert taken(begun).fence == 2


def test_a_run_others_are_at_goes_on_when_one_gives_back(begun: AuditRun) -> None:
    first, _ = taken(begun), taken(begun)

    first.give_back("the connection was lost")

    begun.refresh_from_db()
    assert begun.state == "running"


def test_a_run_is_complete_when_its_last_step_is(begun: AuditRun) -> None:
    for _ in STEPS:
        assert not lease.finish(begun.pk)
        taken(begun).checkpoint()

    assert lease.finish(begun.pk)
    assert not lease.finish(begun.pk)


def test_another_plan_waits_for_those_who_are_at_the_old_one(begun: AuditRun) -> None:
    held = taken(begun)
    other = [FakeStep("A07")]

    with pytest.raises(LeaseLost):
        lease.lay_out(begun, other)

    held.checkpoint()
    assert lease.lay_out(begun, other)
    assert [step.name for step in begun.steps.all()] == ["A07"]


def test_of_two_workers_at_once_the_second_takes_the_step_after(committed_run: AuditRun) -> None:
    second: list[int] = []

    def come_second() -> None:
        with acting_as("worker", clients=ALL):
            second.append(taken(committed_run).place)
        connection.close()

    with acting_as("worker", clients=ALL):
        lease.join(committed_run.pk)
        lease.lay_out(committed_run, STEPS)
    thread = threading.Thread(target=come_second)
    with acting_as("worker", clients=ALL):
        first = taken(committed_run).place
        thread.start()
        thread.join(1)
    thread.join()

    assert [first, *second] == [0, 1]
