"""Who works on a run: decided by the database alone, so that Redis need only wake workers.

Taking a run raises its fence, and whatever a worker writes about the run is
guarded by the fence it took.  A worker that was thought dead and comes back
finds the fence raised and can write nothing more.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce, Now

from billing_audit.runs.models import AuditRun
from billing_audit.runs.querysets import AuditRunQuerySet, lease_end

State = AuditRun.State


class LeaseLost(Exception):
    """The run is no longer ours: it was cancelled, or another worker took it over."""


@dataclass(frozen=True)
class Lease:
    """One worker's hold on a run.  Each method is one guarded UPDATE."""

    run_id: int
    client_id: int
    fence: int

    def renew(self) -> bool:
        """Hold the run for another while; false when it must be let go."""
        return bool(self._held().filter(cancel_asked=False).update(lease_until=lease_end()))

    def begin(self, steps: list[str], doing: str) -> None:
        """Note what is to be done, and start at the beginning."""
        self._write(steps=steps, next_step=0, doing=doing)

    def announce(self, doing: str) -> None:
        """Say what is being done now."""
        self._write(doing=doing)

    def checkpoint(self, next_step: int, doing: str) -> None:
        """Note, in a step's own transaction, that it is done: the run got on."""
        self._write(next_step=next_step, doing=doing, attempts=0, error="")

    def finish(self) -> None:
        """End the run as complete."""
        self._write(state=State.COMPLETE, lease_until=None, finished_at=Now(), doing="")

    def fail(self, error: str) -> None:
        """End the run as failed."""
        self._write(state=State.FAILED, lease_until=None, finished_at=Now(), error=error)

    def give_back(self, error: str) -> None:
        """Leave the run to whoever comes next, as after a lost connection."""
        self._write(state=State.QUEUED, lease_until=Now(), error=error)

    def stop(self) -> bool:
        """End the run as cancelled, if that was asked; false when another worker has it."""
        ended = {"state": State.CANCELLED, "lease_until": None, "finished_at": Now(), "doing": ""}
        return bool(self._held().filter(cancel_asked=True).update(**ended))

    def _held(self) -> AuditRunQuerySet:
        return AuditRun.objects.filter(pk=self.run_id, fence=self.fence, state=State.RUNNING)

    def _write(self, **values: Any) -> None:
        renewed = {"lease_until": lease_end()} | values
        if not self._held().filter(cancel_asked=False).update(**renewed):
            raise LeaseLost


def claim(run_id: int) -> Lease | None:
    """Take a run that waits, or that a silent worker left behind; ``None`` when it is not free.

    Of two workers that try at once, the second waits for the first one's row
    lock and then finds the run taken.
    """
    taken = AuditRun.objects.free().filter(pk=run_id)
    if not taken.update(
        state=State.RUNNING,
        fence=F("fence") + 1,
        attempts=F("attempts") + 1,
        lease_until=lease_end(),
        started_at=Coalesce("started_at", Now()),
    ):
        return None
    run = AuditRun.objects.get(pk=run_id)  # ours to read: the row is locked until we commit
    return Lease(run.pk, run.client_id, run.fence)
