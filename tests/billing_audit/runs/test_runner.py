"""What a worker does with a run, and what it leaves when something goes wrong."""

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection

from billing_audit.runs import runner
from billing_audit.runs.models import AuditRun, CheckResult
from clients.people.models import Activity
from tests.billing_audit.runs.plans import FakeStep, done, in_turn, plan_of

Silence = Callable[[AuditRun], None]


def divide_by_zero(run: AuditRun) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def lose_the_connection(run: AuditRun) -> None:
    raise OperationalError("server closed the connection unexpectedly")


class Killed(BaseException):
    """No worker can catch its own end."""


def die(run: AuditRun) -> None:
    raise Killed


def interrupt(run: AuditRun) -> None:
    raise KeyboardInterrupt


def test_a_run_does_its_steps_and_is_complete(run: AuditRun) -> None:
    runner.work(run.pk, plan_of("A01", "A03"))

    run.refresh_from_db()
    assert done(run) == ["A01", "A03"]
    assert run.state == "complete"
    assert [(step.name, step.state) for step in run.steps.all()] == [
        ("A01", "done"),
        ("A03", "done"),
    ]
    assert run.lease_until is None
    assert run.finished_at >= run.started_at


def test_its_end_is_on_record(run: AuditRun) -> None:
    runner.work(run.pk, plan_of("A01"))

    assert Activity.objects.get(subject_id=run.public_id).verb == "audit.complete"


def test_a_second_delivery_changes_nothing(run: AuditRun) -> None:
    runner.work(run.pk, plan_of("A01"))

    runner.work(run.pk, plan_of("A03"))

    assert done(run) == ["A01"]


def test_a_check_that_fails_leaves_the_others_their_results(run: AuditRun) -> None:
    runner.work(run.pk, plan_of("A01", FakeStep("A03", divide_by_zero, codes=("A03",)), "A07"))

    run.refresh_from_db()
    assert run.state == "complete"
    assert done(run) == ["A01", "A03", "A07"]
    failed = run.results.get(state=CheckResult.State.FAILED)
    assert (failed.check_code, failed.error) == ("A03", "division by zero")


def test_when_the_merging_fails_the_run_has_failed(run: AuditRun) -> None:
    runner.work(run.pk, plan_of("A01", FakeStep("merge", divide_by_zero)))

    run.refresh_from_db()
    assert (run.state, run.error) == ("failed", "doing merge: division by zero")
    assert done(run) == ["A01"]


def test_a_lost_connection_leaves_the_run_to_another_attempt(run: AuditRun) -> None:
    runner.work(run.pk, plan_of("A01", FakeStep("A03", lose_the_connection, codes=("A03",))))

    run.refresh_from_db()
    assert run.state == "queued"
    assert done(run) == ["A01"]

    runner.work(run.pk, plan_of("A01", "A03"))

    run.refresh_from_db()
    assert (run.state, run.error, run.takeovers) == ("complete", "", 1)
    assert done(run) == ["A01", "A03"]


def test_a_dead_workers_run_goes_on_after_its_last_checkpoint(
    run: AuditRun, fall_silent: Silence
) -> None:
    with pytest.raises(Killed):
        runner.work(run.pk, plan_of("A01", FakeStep("A03", die), "A07"))
    fall_silent(run)
    first = CheckResult.objects.get(run=run).pk

    runner.work(run.pk, plan_of("A01", "A03", "A07"))

    assert done(run) == ["A01", "A03", "A07"]
    assert run.results.get(check_code="A01").pk == first


def test_a_worker_that_plans_other_steps_begins_anew(run: AuditRun, fall_silent: Silence) -> None:
    with pytest.raises(Killed):
        runner.work(run.pk, plan_of("A01", FakeStep("A03", die)))
    fall_silent(run)

    runner.work(run.pk, plan_of("A07", "A01"))

    run.refresh_from_db()
    assert run.state == "complete"
    assert [step.name for step in run.steps.all()] == ["A07", "A01"]
    assert done(run) == ["A01", "A07"]


def test_the_panel_says_what_is_being_done(run: AuditRun) -> None:
    seen: list[list[str]] = []
    look = FakeStep("A03", lambda run: seen.append(run.doing))

    runner.work(run.pk, plan_of("A01", look))

    assert seen == [["doing A03"]]


def test_a_worker_that_is_asked_to_end_gives_its_run_back_at_once(run: AuditRun) -> None:
    with pytest.raises(KeyboardInterrupt):
        runner.work(run.pk, plan_of("A01", FakeStep("A03", interrupt)))

    runner.work(run.pk, plan_of("A01", "A03"))

    assert done(run) == ["A01", "A03"]


def test_two_workers_share_a_run_step_by_step(run: AuditRun) -> None:
    side_by_side = [FakeStep("A01"), FakeStep("A03"), FakeStep("findings", phase=1)]

    def help_out(run: AuditRun) -> None:
        runner.work(run.pk, in_turn(*side_by_side))

    side_by_side[0] = FakeStep("A01", help_out)
    runner.work(run.pk, in_turn(*side_by_side))

    run.refresh_from_db()
    assert run.state == "complete"
    assert done(run) == ["A01", "A03", "findings"]
    assert run.steps.get(name="A03").finished_at <= run.steps.get(name="A01").finished_at


def test_a_phase_waits_for_the_one_before(run: AuditRun) -> None:
    seen: list[list[str]] = []
    late = FakeStep("findings", lambda run: seen.append(done(run)), phase=1)
    helped: list[FakeStep] = [FakeStep("A01"), FakeStep("A03"), late]

    def help_out(run: AuditRun) -> None:
        runner.work(run.pk, in_turn(*helped))

    helped[0] = FakeStep("A01", help_out)
    runner.work(run.pk, in_turn(*helped))

    assert seen == [["A01", "A03", "findings"]]
