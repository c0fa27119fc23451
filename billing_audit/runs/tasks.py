"""What workers do about runs."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from billing_audit.runs import recovery, runner, steps
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False)
def run_audit(run_id: int) -> None:
    """Do what is left of a run; harmless when it is done, or another worker is at it."""
    runner.work(run_id, steps.plan)


@shared_task(base=PracticeTask, expires=60)
def find_lost_runs() -> int:
    """Have workers go on with the runs that nobody works on; how many there were."""
    recovery.end_hopeless()
    lost = recovery.requeue_lost()
    for run_id in lost:
        run_audit.delay_on_commit(run_id)
    return len(lost)


@worker_ready.connect
def look_around(**_: Any) -> None:
    """A worker that starts asks first what the ones before it left."""
    find_lost_runs.delay()
