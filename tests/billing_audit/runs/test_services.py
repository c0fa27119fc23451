"""Starting and stopping an audit."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoCaptureOnCommitCallbacks

from billing_audit.runs import services, tasks
from billing_audit.runs.lease import join
from billing_audit.runs.models import AuditRun
from clients.people.models import Activity, Client, User
from retainer.celery import app


def test_starting_an_audit_is_on_record(acme: Client, casey: User) -> None:
    run = services.start_audit(client=acme, requested_by=casey)

    assert run.state == "queued"
    activity = Activity.objects.get(subject_id=run.public_id)
    assert (activity.verb, activity.actor) == ("audit.started", casey)


def test_workers_are_told_after_the_commit(
    acme: Client,
    casey: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        run = services.start_audit(client=acme, requested_by=casey)

    assert run.state == "queued"
    assert len(callbacks) == services.WORKERS


def test_a_second_audit_of_a_client_is_refused(acme: Client, casey: User) -> None:
    services.start_audit(client=acme, requested_by=casey)

    with pytest.raises(services.AuditAlreadyRunning, match="already under way"):
        services.start_audit(client=acme, requested_by=casey)

    assert AuditRun.objects.count() == 1


def test_another_client_may_be_audited_meanwhile(acme: Client, globex: Client, pat: User) -> None:
    services.start_audit(client=acme, requested_by=pat)
    services.start_audit(client=globex, requested_by=pat)

    assert AuditRun.objects.live().count() == 2


def test_after_its_end_a_client_may_be_audited_again(run: AuditRun, casey: User) -> None:
    AuditRun.objects.update(state="complete")

    services.start_audit(client=run.client, requested_by=casey)

    assert AuditRun.objects.count() == 2


def test_a_waiting_run_is_cancelled_at_once(run: AuditRun, casey: User) -> None:
    services.cancel_run(run=run, cancelled_by=casey)

    run.refresh_from_db()
    assert run.state == "cancelled"
    assert join(run.pk) is None
    assert Activity.objects.get(subject_id=run.public_id).sentence == (
        "The audit of Acme Logistics was cancelled."
    )


def test_a_running_one_is_left_to_its_worker(run: AuditRun, casey: User) -> None:
    join(run.pk)

    services.cancel_run(run=run, cancelled_by=casey)

    run.refresh_from_db()
    assert (run.state, run.cancel_asked) == ("running", True)


def test_a_run_that_is_over_cannot_be_cancelled(run: AuditRun, casey: User) -> None:
    AuditRun.objects.update(state="complete")

    with pytest.raises(services.AuditIsOver, match="already come to its end"):
        services.cancel_run(run=run, cancelled_by=casey)


@pytest.fixture
def no_broker() -> Iterator[None]:
    """A Redis that nobody answers for."""
    before = {name: app.conf[name] for name in ("broker_url", "task_always_eager")}
    app.conf.update(broker_url="redis+socket:///nowhere/redis.sock", task_always_eager=False)
    app._after_fork()  # forgets the connections there are
    yield
    app.conf.update(before)
    app._after_fork()


def test_without_a_broker_the_request_succeeds_and_the_run_is_found_later(
    no_broker: None,
    acme: Client,
    casey: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = services.start_audit(client=acme, requested_by=casey)

    assert run.state == "queued"
    assert "No worker was told" in caplog.text

    AuditRun.objects.filter(pk=run.pk).update(queued_at=Now() - timedelta(seconds=10))
    assert tasks.find_lost_runs() == 1
