"""Every check, on every example it gives: it catches exactly what is wrong, to the cent."""

import pytest

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks, is_made
from billing_audit.checks.examples import Example
from billing_audit.checks.families import family_of
from billing_audit.checks.inputs import SETTING
from billing_audit.checks.not_made import NOT_MADE
from billing_audit.findings.witnesses import WITNESSES
from clients.models import Client
from tests.billing_audit.checks.edges import examples_of
from tests.billing_audit.checks.judging import objections
from tests.billing_audit.checks.together import APART
from tests.billing_audit.filing.tuning import is_tuned
from tests.billing_audit.on_file import OnFile, audit

FAMILIES = {"A": 20, "B": 20, "C": 20, "D": 20, "E": 16, "F": 18, "G": 18, "H": 11, "I": 6, "J": 10}
TAXONOMY = [f"{letter}{n:02}" for letter, most in FAMILIES.items() for n in range(1, most + 1)]
EXAMPLES = [
    pytest.param(check, example, id=f"{check.code}: {example.title}")
    for check in all_checks()
    for example in examples_of(check)
    # Edges are judged on one file with all others, but where that would contradict itself.
    if example in check.examples or check.code in APART or is_tuned(example)
]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_a_check_catches_exactly_what_is_wrong_and_proves_it(
    check: type[Check], example: Example, acme: Client
) -> None:
    on_file = OnFile(acme).put(example)

    audit(acme, only=check)

    assert not list(objections(check, example, on_file))


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)
def test_a_check_explains_itself(check: type[Check]) -> None:
    assert "Why it happens:" in check.description()
    assert "What to ask for:" in check.description()
    assert {example.is_caught for example in check.examples} == {True, False}
    assert not any(example.is_caught for example in check.examples if example.is_trap)
    titles = [example.title for example in examples_of(check)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)
def test_a_check_reads_its_inputs_from_rows_that_can_be_read_again(check: type[Check]) -> None:
    known = {*WITNESSES, "faults", SETTING, ""}
    assert {each.row for each in check.inputs} <= known
    assert {each.name for each in check.settings} <= {each.name for each in check.inputs}


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)
def test_a_check_belongs_to_a_family(check: type[Check]) -> None:
    assert family_of(check.code)


@pytest.mark.parametrize("code", TAXONOMY)
def test_each_code_of_the_trade_is_made_or_listed_with_what_is_missing(code: str) -> None:
    is_listed = code in NOT_MADE

    assert is_made(code) or is_listed, "neither made nor listed"
    assert not (is_made(code) and is_listed), "made and listed: take it off the list"


def test_nothing_is_listed_that_the_trade_does_not_know() -> None:
    assert set(NOT_MADE) <= set(TAXONOMY)
    assert list(NOT_MADE) == sorted(NOT_MADE)


def test_no_two_checks_share_a_code() -> None:
    with pytest.raises(TypeError, match="both call themselves A01"):
        type("Impostor", (Check,), {"code": "A01"})


def test_checks_claim_in_the_order_auditors_agree_on() -> None:
    codes = [check.code for check in all_checks()]

    first = ["A07", "A09", "A19", "C01", "A10", "B01", "A01"]
    assert [code for code in codes if code in first] == first
