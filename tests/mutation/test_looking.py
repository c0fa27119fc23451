"""A few mutants of a few checks: the run that ``bin/mutate`` makes of all of them."""

from collections import Counter
from pathlib import Path

import pytest

from billing_audit.checks.catalogue import all_checks, check_of
from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.judging import judged, judged_by_readers
from tests.mutation.mutants import Fate
from tests.mutation.programs import statements_of
from tests.mutation.report import report, share
from tests.mutation.statements import of_check, of_quotes, of_sources, readers_of

pytestmark = pytest.mark.django_db


#: Small checks of several families.
FEW = ("A18", "B13", "F12", "J08")


def test_nearly_every_mutant_of_a_few_checks_is_noticed() -> None:
    """The same few whenever it runs: what fails by chance is believed by nobody."""
    verdicts = [
        verdict
        for check in map(check_of, FEW)
        for verdict in judged(check, list(of_check(check))[::2])
    ]

    told = list(report(verdicts))
    seen, _, _ = share(Counter(each.fate for each in verdicts))
    assert len(verdicts) > 40
    assert seen >= 0.9, told


def test_a_wrong_day_count_is_noticed_by_the_example_that_shows_it() -> None:
    check = check_of("C01")
    mutants = [each for each in of_check(check) if each.change.after.endswith("+ 2) END AS claim")]

    [verdict] = judged(check, mutants)

    assert verdict.fate == Fate.KILLED
    assert verdict.by.startswith("C01: ")


def test_what_is_no_statement_says_nothing_about_the_tests() -> None:
    check = check_of("C01")
    mutants = [
        each
        for each in of_check(check)
        if each.change.after == "/ (c.period_to + c.period_from + 1) END AS claim"
    ]

    [verdict] = judged(check, mutants)

    assert verdict.fate == Fate.INVALID


def test_a_mutant_of_a_quote_is_shown_to_the_checks_that_quote_it() -> None:
    mutants = dict(of_quotes())["exceeds"]
    turned = [each for each in mutants if "x.unit_rate < " in each.change.after]
    readers = readers_of("exceeds")

    verdicts = list(judged_by_readers(readers, turned or mutants[:1]))

    assert "B01" in {check.code for check in readers}
    assert {verdict.fate for verdict in verdicts} == {Fate.KILLED}


def test_what_is_called_equivalent_is_still_there() -> None:
    every = {each.change for check in all_checks() for each in of_check(check)}
    every |= {each.change for _, mutants in [*of_sources(), *of_quotes()] for each in mutants}
    root = Path(__file__).resolve().parents[2]
    for path in (root / "billing_audit/rating").glob("*.py"):
        every |= {each.change for each in statements_of(path, root)}

    assert set(EQUIVALENT) <= every
    assert all(reason.endswith(".") for reason in EQUIVALENT.values())


def test_the_report_names_what_nobody_minded() -> None:
    check = check_of("C01")
    told = list(report(judged(check, list(of_check(check))[:8], quick=True)))

    assert told[-1].startswith("all: ")


def test_the_share_is_told_with_the_interval_of_a_sample() -> None:
    seen, least, most = share(Counter({Fate.KILLED: 85, Fate.TIMED_OUT: 5, Fate.SURVIVED: 10}))

    assert seen == 0.9
    assert 0.82 < least < 0.83
    assert 0.94 < most < 0.95
