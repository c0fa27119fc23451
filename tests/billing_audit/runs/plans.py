"""Plans for runs that need no bills: steps that write a result, fail, or call back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from billing_audit.runs.models import AuditRun, CheckResult
from billing_audit.runs.runner import Plan


def nothing(run: AuditRun) -> None:
    """Do no more than what every step does."""


@dataclass(frozen=True)
class FakeStep:
    """A step that notes in the database that it was done, after ``first``."""

    name: str
    first: Callable[[AuditRun], None] = nothing
    codes: tuple[str, ...] = field(default=())
    phase: int = 0

    @property
    def words(self) -> str:
        return f"doing {self.name}"

    def perform(self, run: AuditRun) -> None:
        CheckResult.objects.create(run=run, client_id=run.client_id, check_code=self.name)
        self.first(run)


def plan_of(*steps: FakeStep | str) -> Plan:
    """A plan of these steps one after another, a name standing for one that does nothing else."""
    made = [FakeStep(step, codes=(step,)) if isinstance(step, str) else step for step in steps]
    return in_turn(*(replace(step, phase=place) for place, step in enumerate(made)))


def in_turn(*made: FakeStep) -> Plan:
    """A plan of these steps with the phases they have."""

    def plan(run: AuditRun) -> Sequence[FakeStep]:
        return made

    return plan


def done(run: AuditRun) -> list[str]:
    """The codes of the results there are."""
    return sorted(run.results.values_list("check_code", flat=True))
