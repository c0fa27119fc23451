"""Lets the checks' examples look at mutants of what audits read."""

from collections.abc import Iterable, Iterator

import pytest

from billing_audit.checks.base import Check
from billing_audit.checks.examples import Example
from tests.billing_audit.checks.edges import examples_of
from tests.billing_audit.checks.together import APART
from tests.mutation.desk import Desk, laid
from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.mutants import Fate, Verdict
from tests.mutation.statements import Statement

#: How many examples look at a mutant of what many checks read, before it counts as overlooked.
LOOKS = 120


def judged(
    check: type[Check], mutants: Iterable[Statement], *, quick: bool = False
) -> Iterator[Verdict]:
    """What the check's own examples make of its mutants: all together, then one by one."""
    situations = _situations([check])
    yield from _judged(situations[:1] if quick else situations, list(mutants))


def judged_by_readers(checks: list[type[Check]], mutants: Iterable[Statement]) -> Iterator[Verdict]:
    """What the examples of all that read a text make of its mutants; the first of each first."""
    yield from _judged(_situations(checks)[:LOOKS], list(mutants))


#: An example of a check, or ``None`` for all of them together.
Situation = tuple[type[Check], Example | None]


def _situations(checks: list[type[Check]]) -> list[Situation]:
    """The checks' examples in turn, those first that see most."""
    turns: list[tuple[int, type[Check], Example | None]] = []
    for check in checks:
        caught_first = sorted(examples_of(check), key=lambda each: not each.is_caught)
        seen = [*([None] if check.code not in APART else []), *caught_first]
        turns += [(place, check, example) for place, example in enumerate(seen)]
    return [(check, example) for _, check, example in sorted(turns, key=lambda turn: turn[0])]


def _judged(situations: list[Situation], alive: list[Statement]) -> Iterator[Verdict]:
    for check, example in situations:
        if not alive:
            return
        with laid(check, example) as desk:
            fates = [(mutant, _fate(desk, mutant)) for mutant in alive]
        by = f"{check.code}: {example.title if example else 'all together'}"
        for mutant, fate in fates:
            if fate != Fate.SURVIVED:
                yield Verdict(mutant.file, mutant.change, fate, by)
        alive = [mutant for mutant, fate in fates if fate == Fate.SURVIVED]
    for mutant in alive:
        is_known = mutant.change in EQUIVALENT
        fate = Fate.EQUIVALENT if is_known else Fate.SURVIVED
        yield Verdict(mutant.file, mutant.change, fate)


def _fate(desk: Desk, mutant: Statement) -> Fate:
    with pytest.MonkeyPatch.context() as patch:
        mutant.put_in_force(patch)
        return desk.fate(reads_anew=mutant.reads_anew)
