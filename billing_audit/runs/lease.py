"""Who works on which step of a run: decided by the database alone; Redis need only wake workers.

Several workers may share a run, each holding one step at a time.  Taking a step
raises its fence, and whatever a worker writes about the step is guarded by the
fence it took.  A worker that was thought dead and comes back finds the fence
raised and can write nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce, Now

from billing_audit.runs.models import AuditRun, RunStep
from billing_audit.runs.querysets import AuditRunQuerySet, lease_end

State = AuditRun.State


class Planned(Protocol):
    """What a step must say of itself to be laid out."""

    @property
    def name(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def phase(self) -> int: ...


class LeaseLost(Exception):
    """The step is no longer ours: the run came to its end, or another worker took it over."""


class TriedOftenEnough(Exception):
    """Worker after worker ended over a step."""


@dataclass(frozen=True)
class Lease:
    """One worker's hold on a step.  Each method is one guarded UPDATE, or two."""

    run_id: int
    client_id: int
    step_id: int
    place: int
    words: str
    fence: int

    def renew(self) -> bool:
        """Hold the step for another while; false when it must be let go."""
        # The step first, as everywhere: in another order two writers might wait for each other.
        held = self._held().update(lease_until=lease_end())
        return bool(held and _going_on(self.run_id).update(lease_until=lease_end()))

    def checkpoint(self) -> None:
        """Note, in the step's own transaction, that it is done: the run got on.

        The run's row comes last of all that is written, because workers that
        share the run wait for each other there.
        """
        if not self._held().update(
            state=RunStep.State.DONE, lease_until=None, finished_at=Now(), error=""
        ):
            raise LeaseLost
        _go_on(self.run_id, error="")

    def give_back(self, error: str) -> None:
        """Leave the step to whoever comes next, as after a lost connection."""
        waiting = {"state": RunStep.State.WAITING, "lease_until": None, "error": error}
        if not self._held().update(**waiting):
            raise LeaseLost
        if RunStep.objects.held(self.run_id).exists():
            return
        left = {"state": State.QUEUED, "lease_until": Now(), "error": error}
        _going_on(self.run_id).update(**left)

    def _held(self) -> Any:
        return RunStep.objects.filter(pk=self.step_id, fence=self.fence, state=RunStep.State.DOING)


def join(run_id: int) -> AuditRun | None:
    """Begin a run that waits, or help with one under way; ``None`` when it is at its end."""
    taken = AuditRun.objects.live().filter(pk=run_id, cancel_asked=False)
    if not taken.update(
        state=State.RUNNING, lease_until=lease_end(), started_at=Coalesce("started_at", Now())
    ):
        return None
    return AuditRun.objects.get(pk=run_id)


def lay_out(run: AuditRun, steps: Sequence[Planned]) -> bool:
    """Write down what is to be done, unless that is done; whether the run begins anew.

    Steps that a worker of another release planned are thrown away, once nobody is at them.
    """
    AuditRun.objects.select_for_update().get(pk=run.pk)  # one at a time
    there = RunStep.objects.filter(run=run)
    names = list(there.order_by("place").values_list("name", flat=True))
    if names == [step.name for step in steps]:
        return False
    if RunStep.objects.held(run.pk).exists():
        raise LeaseLost
    there.delete()
    RunStep.objects.bulk_create(
        RunStep(
            client_id=run.client_id,
            run=run,
            place=place,
            phase=step.phase,
            name=step.name,
            words=step.words,
        )
        for place, step in enumerate(steps)
    )
    return True


def take(run_id: int) -> Lease | None:
    """Hold the next step that nobody does; ``None`` when there is none at present.

    Steps of a phase may be done side by side; the next phase begins when all of it
    is done.  Of two workers that try at once, the second takes the step after.
    """
    left = RunStep.objects.filter(run_id=run_id).exclude(state=RunStep.State.DONE)
    phase = left.aggregate(first=Min("phase"))["first"]
    silent = Q(state=RunStep.State.DOING, lease_until__lt=Now())
    step = (
        left.filter(Q(state=RunStep.State.WAITING) | silent, phase=phase)
        .select_for_update(skip_locked=True, no_key=True, of=("self",))
        .order_by("place")
        .first()
    )
    if step is None:
        return None
    if step.attempts >= AuditRun.MOST_ATTEMPTS:
        raise TriedOftenEnough(tried_often_enough(step))
    step.state, step.lease_until = RunStep.State.DOING, lease_end()
    step.fence, step.attempts = F("fence") + 1, F("attempts") + 1
    step.started_at = Now()
    step.save()
    step.refresh_from_db()
    _go_on(run_id)
    return Lease(run_id, step.client_id, step.pk, step.place, step.words, step.fence)


def steps_first(run_id: int) -> None:
    """Hold the steps under way until the transaction ends, because it writes the run's row next.

    Whoever writes a step and the run does so in this order.  A step that wrote the run's row before
    its checkpoint would wait for its own heartbeat, and the heartbeat for it.
    """
    doing = RunStep.objects.filter(run_id=run_id, state=RunStep.State.DOING).order_by("place")
    list(doing.select_for_update(no_key=True, of=("self",)).values_list("pk"))


def finish(run_id: int) -> bool:
    """End the run as complete once every step is done; whether it was this call that did."""
    if RunStep.objects.filter(run_id=run_id).exclude(state=RunStep.State.DONE).exists():
        return False
    return _end(run_id, State.COMPLETE)


def fail(run_id: int, error: str) -> bool:
    """End the run as failed, unless it came to its end already."""
    return _end(run_id, State.FAILED, error=error)


def stop(run_id: int) -> bool:
    """End the run as cancelled, if that was asked."""
    asked = AuditRun.objects.filter(pk=run_id, state=State.RUNNING, cancel_asked=True)
    ended = {"state": State.CANCELLED, "lease_until": None, "finished_at": Now()}
    return bool(asked.update(**ended))


def tried_often_enough(step: RunStep) -> str:
    """What to tell a person about a step over which worker after worker ended."""
    if step.error:
        return f"Given up after {step.attempts} attempts. {step.error}"
    return (
        f"Given up: {step.attempts} workers ended while doing “{step.words}”. "
        "The worker's log says more; the machine may be short of memory."
    )


def _end(run_id: int, state: str, **more: Any) -> bool:
    ended = {"state": state, "lease_until": None, "finished_at": Now()} | more
    return bool(_going_on(run_id).update(**ended))


def _go_on(run_id: int, **more: Any) -> None:
    if not _going_on(run_id).update(lease_until=lease_end(), **more):
        raise LeaseLost


def _going_on(run_id: int) -> AuditRunQuerySet:
    return AuditRun.objects.going_on(run_id)
