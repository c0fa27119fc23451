"""The workers that answer, and the clock that ticks."""

from collections.abc import Iterator

from retainer.celery import app
from retainer.clock import SILENCE, signs_of_life
from retainer.doctor.diagnosis import Diagnosis, fault, ok, warning
from retainer.lib import env
from retainer.lib.format import count

#: Seconds that a worker has to answer.
PATIENCE = 3
START_WORKER = "Start one: RETAINER_PROCESS=worker celery --app retainer worker."
START_CLOCK = "Start it, once: RETAINER_PROCESS=worker celery --app retainer beat."


def workers_and_clock_live(_: object) -> Iterator[Diagnosis]:
    """On a machine with servers of its own nothing may run at all: then nobody is being served."""
    workers = [name for answer in app.control.ping(timeout=PATIENCE) for name in answer]
    signs = signs_of_life(app)
    clocks = {who: ago for who, ago in signs.items() if ago <= SILENCE}
    if not workers and not clocks and not env.text("DATABASE_URL"):
        yield warning("Nothing runs: no worker and no clock.", "bin/serve runs everything.")
        return
    yield from _workers(workers)
    yield from _clocks(clocks, signs)


def _workers(names: list[str]) -> Iterator[Diagnosis]:
    if names:
        yield ok(f"{count(len(names), 'worker')} at work: {', '.join(sorted(names))}.")
    else:
        yield fault("No worker answers: nothing is imported, audited or written.", START_WORKER)


def _clocks(clocks: dict[str, int], signs: dict[str, int]) -> Iterator[Diagnosis]:
    if len(clocks) > 1:
        yield warning(
            f"{len(clocks)} clocks tick: {', '.join(sorted(clocks))}. What is due is queued twice.",
            "Stop all but one; after a restart of the clock, look again in two minutes.",
        )
    elif clocks:
        yield ok(f"The clock ticked {min(clocks.values())} seconds ago.")
    else:
        last = f", last {min(signs.values()) // 60} minutes ago" if signs else ""
        yield fault(f"No clock ticks{last}: lost work is not found.", START_CLOCK)


EXAMINATIONS = (workers_and_clock_live,)
