"""What a run consists of: a step for each check, and one that makes findings of what they hit.

The runner performs each step inside a transaction of its own, together with the
run's checkpoint, so a run that is interrupted goes on where it was.  A check's
step only notes what it hit; nothing anybody can see changes before the last
step, which changes all of it at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from billing_audit.checks.catalogue import all_checks
from billing_audit.runs.applying import apply_check, get_overview
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
        *(
            Step(
                name=check.code,
                words=f"Checking: {check.title.lower()}",
                perform=lambda run, check=check: apply_check(check, run),
                codes=(check.code,),
            )
            for check in all_checks()
        ),
        Step(name="findings", words="Putting findings together by cause", perform=merge),
    ]
