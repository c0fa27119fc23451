"""Processor time: of this process, and of the database's processes that work for it.

Unlike the time on the clock it says nearly the same however busy the machine is.  The database has
to run on this machine, where the kernel tells it of every process.
"""

import time
from collections import Counter
from pathlib import Path

from django.db import connections


class Clock:
    """Processor seconds since it was made.

    Connections may be opened meanwhile, but none that is there may be closed.
    """

    def __init__(self) -> None:
        self._before = _backends()
        self._own = time.process_time()

    @property
    def seconds(self) -> float:
        backends = sum(spent - self._before.get(pid, 0.0) for pid, spent in _backends().items())
        return time.process_time() - self._own + backends


class ByPhase:
    """What one worker spends in each phase of an audit."""

    def __init__(self) -> None:
        self._clock = Clock()
        self._noted = 0.0
        self._phase = 0
        self.seconds: Counter[int] = Counter()

    def enter(self, phase: int) -> None:
        """What was spent until now belongs to the phase before."""
        now = self._clock.seconds
        self.seconds[self._phase] += now - self._noted
        self._noted, self._phase = now, phase


def longest_way(workers: list[Counter[int]]) -> float:
    """What workers side by side need at least: of each phase, what the busier one spent."""
    phases = set().union(*workers)
    return sum(max(worker[phase] for worker in workers) for phase in phases)


def _backends() -> dict[int, float]:
    """The database's process behind each connection, with its processor time so far."""
    there = [each.connection for each in connections.all(initialized_only=True)]
    return {pid: _spent(pid) for pid in {each.info.backend_pid for each in there if each}}


def _spent(pid: int) -> float:
    nanoseconds = Path(f"/proc/{pid}/schedstat").read_text().split()[0]
    return int(nanoseconds) / 1_000_000_000
