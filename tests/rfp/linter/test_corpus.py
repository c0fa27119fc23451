"""What is planted into a request for proposal is marked, and nothing else of it."""

import pytest

from bench.lint import CLEAN, measure, remarks
from rfp.linter.engine import all_rules

SEEDS = (5, 91)


def test_the_clean_request_has_no_remarks() -> None:
    assert [(remark.rule.code, remark.words) for remark in remarks(CLEAN)] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_fault_is_marked_and_no_other_sentence(seed: int) -> None:
    measured = measure(seed)

    assert set(measured) == {rule.code for rule in all_rules()}
    assert {
        code: of for code, of in measured.items() if of["found"] < of["planted"] or of["wrong"]
    } == {}
