"""What a run consists of: a step for each check, and one that makes findings of what they hit.

The runner performs each step inside a transaction of its own, together with the
run's checkpoint, so a run that is interrupted goes on where it was.  A check's
step only notes what it hit; nothing anybody can see changes before the last
step, which changes all of it at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.sources import reads_repeats
from billing_audit.findings.claims import whole_bills
from billing_audit.runs.applying import apply_checks, get_overview
from billing_audit.runs.merging import merge
from billing_audit.runs.models import AuditRun


@dataclass(frozen=True)
class Step:
    """A part of a run.  ``perform`` works in the transaction and scope that are open."""

    name: str
    #: What is being done, for the person who watches.
    words: str
    perform: Callable[[AuditRun], None]
    #: The checks it does: if it fails, they have failed and the run goes on.
    codes: Sequence[str] = ()


def plan(run: AuditRun) -> list[Step]:
    """The steps of a run, in order; the same for every run of the same release."""
    return [
        Step(name="overview", words="Getting an overview of the bills", perform=get_overview),
        *map(step_of, in_steps(all_checks())),
        Step(name="findings", words="Putting findings together by cause", perform=merge),
    ]


def step_of(checks: list[type[Check]]) -> Step:
    codes = [check.code for check in checks]
    return Step(
        name=" ".join(codes),
        words=f"Checking: {', '.join(check.title.lower() for check in checks)}",
        perform=lambda run: apply_checks(checks, run),
        codes=codes,
    )


def in_steps(checks: list[type[Check]]) -> list[list[type[Check]]]:
    """Each check by itself, but those together that share the one look at every line.

    They come after the checks that find duplicate bills, whose lines they need not look at.
    """
    first = [[check] for check in checks if check.code in whole_bills()]
    sharing = [check for check in checks if reads_repeats(check.sql)]
    rest = [[check] for check in checks if [check] not in first and check not in sharing]
    return [*first, sharing, *rest]
