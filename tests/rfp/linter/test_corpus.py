"""What is planted into a request for proposal is marked, and nothing else of it."""

from bench.lint import CLEAN, measure, remarks
from rfp.linter.engine import all_rules


def test_the_clean_request_has_no_remarks() -> None:
    assert [(remark.rule.code, remark.words) for remark in remarks(CLEAN)] == []


def test_every_planted_fault_is_marked_and_no_other_sentence() -> None:
    measured = measure(seed=5)

    assert set(measured) == {rule.code for rule in all_rules()}
    assert {
        code: of for code, of in measured.items() if of["found"] < of["planted"] or of["wrong"]
    } == {}
