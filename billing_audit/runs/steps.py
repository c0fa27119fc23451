"""What a run consists of: checks by family, then a step that makes findings of what they hit.

The runner performs each step inside a transaction of its own, together with its
checkpoint, so a run that is interrupted goes on where it was, and several
workers may be at it.  A step of checks only notes what they hit; nothing anybody
can see changes before the last step, which changes all of it at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.families import family_of
from billing_audit.checks.sources import costly_sources
from billing_audit.findings.claims import whole_bills
from billing_audit.runs.applying import apply_checks, get_overview
from billing_audit.runs.covering import note_coverage
from billing_audit.runs.merging import merge
from billing_audit.runs.models import AuditRun


class Phase(IntEnum):
    """What must be done before what; the steps of one phase do not mind each other."""

    OVERVIEW = 0
    #: Whole bills that repeat others: what repeats their lines says nothing about these.
    DUPLICATE_BILLS = 1
    CHECKS = 2
    FINDINGS = 3


@dataclass(frozen=True)
class Step:
    """A part of a run.  ``perform`` works in the transaction and scope that are open."""

    name: str
    #: What is being done, for the person who watches.
    words: str
    phase: Phase
    perform: Callable[[AuditRun], None]
    #: The checks it does: if it fails, they have failed and the run goes on.
    codes: Sequence[str] = ()


#: An audit of some months spends much of its time on making tables anew for each step.
STEPS_OF_SOME_MONTHS = 3


def plan(run: AuditRun) -> list[Step]:
    """The steps of a run, in order; the same for every run of such months of the same release."""
    first, rest = _by_turn(all_checks())
    steps = in_steps(rest)
    if not run.is_of_all_bills:
        steps = _in_few(steps, STEPS_OF_SOME_MONTHS)
    return [
        Step("overview", "Getting an overview of the bills", Phase.OVERVIEW, get_overview),
        *(step_of([check], Phase.DUPLICATE_BILLS) for check in first),
        *(step_of(checks, Phase.CHECKS) for checks in steps),
        Step("findings", "Putting findings together by cause", Phase.FINDINGS, merge),
        Step("coverage", "Counting what was looked at", Phase.FINDINGS, note_coverage),
    ]


def step_of(checks: list[type[Check]], phase: Phase) -> Step:
    codes = [check.code for check in checks]
    families = dict.fromkeys(family_of(code).lower() for code in codes)
    about = checks[0].title.lower() if len(checks) == 1 else "; ".join(families)
    return Step(
        name=" ".join(codes),
        words=f"Checking: {about}",
        phase=phase,
        perform=lambda run: apply_checks(checks, run),
        codes=codes,
    )


def _by_turn(checks: list[type[Check]]) -> tuple[list[type[Check]], list[type[Check]]]:
    """The checks that find duplicate bills, and the others."""
    whole = whole_bills()
    return (
        [check for check in checks if check.code in whole],
        [check for check in checks if check.code not in whole],
    )


def in_steps(checks: list[type[Check]]) -> list[list[type[Check]]]:
    """The checks by family, but those together that share a look at every line across families.

    Few steps, because each makes the tables anew that its checks read.
    """
    steps: dict[str, list[type[Check]]] = {}
    for together in _sharing(checks):
        families = sorted({check.code[0] for check in together})
        steps.setdefault("".join(families), []).extend(together)
    return sorted(steps.values(), key=len, reverse=True)


def _in_few(steps: list[list[type[Check]]], number: int) -> list[list[type[Check]]]:
    """So many steps of about as many checks each."""
    few: list[list[type[Check]]] = [[] for _ in range(number)]
    for checks in steps:
        min(few, key=len).extend(checks)
    return [checks for checks in few if checks]


def _sharing(checks: list[type[Check]]) -> list[list[type[Check]]]:
    """Checks that share a look at every line, directly or through others that do; or one alone."""
    groups: list[tuple[set[str], list[type[Check]]]] = []
    for check in checks:
        looks, together = set(costly_sources(check.sql)), [check]
        apart = []
        for seen, members in groups:
            if seen & looks:
                looks, together = looks | seen, members + together
            else:
                apart.append((seen, members))
        groups = [*apart, (looks, together)]
    return [members for _, members in groups]
