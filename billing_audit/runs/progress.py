"""How far a run is, and what its checks came to, in words for a person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.runs.models import AuditRun, CheckResult, RunStep
from billing_audit.runs.remedies import UNLOCKED_BY

State = AuditRun.State


@dataclass(frozen=True)
class Progress:
    """What ``parts/progress.html`` shows of a run."""

    state: str
    label: str
    done: int
    total: int
    now: str
    eta: timedelta | None
    in_flight: bool
    unit: str = "steps"


@dataclass(frozen=True)
class CheckRow:
    """What one check of a run came to, or that it is still to come."""

    code: str
    title: str
    state: str
    result: CheckResult | None = None

    @property
    def remedies(self) -> list[tuple[str, str, str]]:
        """For each kind of data that is missing: its name, what to do, and where."""
        missing = self.result.needs if self.result else []
        return [(words, *UNLOCKED_BY.get(words, ("", ""))) for words in missing]


@dataclass(frozen=True)
class Outcome:
    """The checks of a run, sorted by what they came to."""

    found: list[CheckRow] = field(default_factory=list)
    clean: list[CheckRow] = field(default_factory=list)
    unchecked: list[CheckRow] = field(default_factory=list)
    failed: list[CheckRow] = field(default_factory=list)

    @property
    def checked(self) -> int:
        return len(self.found) + len(self.clean)

    @property
    def total(self) -> int:
        return self.checked + len(self.unchecked) + len(self.failed)


def progress_of(run: AuditRun) -> Progress:
    """The panel of a run."""
    states = Counter(run.steps.values_list("state", flat=True))
    done = states[RunStep.State.DONE]
    return Progress(
        state="stopping" if run.is_live and run.cancel_asked else run.state,
        label=_label(run),
        done=done,
        total=states.total(),
        now="; ".join(run.doing),
        eta=_left(run, done, states.total()),
        in_flight=run.is_live,
    )


def check_rows(run: AuditRun) -> list[CheckRow]:
    """The checks in the order of the plan: all of a run under way, else those that ran."""
    results = {result.check_code: result for result in run.results.all()}
    known = {check.code: check for check in all_checks()}
    steps = list(run.steps.all())
    # A step is named by its checks, of which it may have several.
    planned = [code for step in steps for code in step.name.split() if code in known]
    codes = [code for code in planned if run.is_live or code in results]
    codes += sorted(results.keys() - codes)
    doing = [step for step in steps if run.is_live and step.state == RunStep.State.DOING]
    current = {code for step in doing for code in step.name.split()}
    return [_row(code, known.get(code), results.get(code), code in current) for code in codes]


def outcome_of(rows: Iterable[CheckRow]) -> Outcome:
    """What the finished checks came to, the most money first."""
    outcome = Outcome()
    for row in rows:
        if row.result is None:
            continue
        if row.state == CheckResult.State.CANNOT_CHECK:
            outcome.unchecked.append(row)
        elif row.state == CheckResult.State.FAILED:
            outcome.failed.append(row)
        else:
            (outcome.found if row.result.occurrences else outcome.clean).append(row)
    outcome.found.sort(key=lambda row: (-row.result.claimed, -row.result.occurrences))
    return outcome


def _row(
    code: str, check: type[Check] | None, result: CheckResult | None, is_current: bool
) -> CheckRow:
    pending = "running" if is_current else "to_come"
    title = check.title if check else code  # of a check that this release no longer has
    return CheckRow(code, title, result.state if result else pending, result)


def _label(run: AuditRun) -> str:
    if run.state == State.QUEUED:
        again = "Another worker goes on with it in a moment"
        return again if run.started_at else "It begins as soon as a worker is free"
    return "Checking the bills" if run.state == State.RUNNING else ""


def _left(run: AuditRun, done: int, total: int) -> timedelta | None:
    """The time the remaining steps take if they are like those that are done."""
    if run.state != State.RUNNING or run.started_at is None or done == 0:
        return None
    return (timezone.now() - run.started_at) / done * (total - done)
