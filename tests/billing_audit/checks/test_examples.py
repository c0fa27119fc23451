"""Every check, on every example it gives: it catches exactly what is wrong, to the cent."""

from decimal import Decimal

import pytest

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.examples import Example
from billing_audit.models import AuditRun, Hit
from billing_audit.runs.applying import apply_checks
from clients.models import Client
from tests.billing_audit.on_file import OnFile

EXAMPLES = [
    pytest.param(check, example, id=f"{check.code}: {example.title}")
    for check in all_checks()
    for example in check.examples
]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_a_check_catches_exactly_what_is_wrong(
    check: type[Check], example: Example, acme: Client
) -> None:
    on_file = OnFile(acme).put(example)
    run = AuditRun.objects.create(client=acme)

    apply_checks([check], run)

    hits = Hit.objects.filter(run=run)
    if check.of_bills:
        caught = {hit.invoice_id: hit.result for hit in hits}
        wrong = {key: bill.over for key, bill in on_file.bills.items() if bill.over}
    else:
        caught = {hit.line_id: hit.result for hit in hits}
        wrong = {key: line.over for key, line in on_file.lines.items() if line.over}
    assert caught == {key: Decimal(over) for key, over in wrong.items()}
    assert not any(hit.result < 0 for hit in hits)
    if check.code == "A20":
        assert {hit.rule for hit in hits} == {r for bill in example.bills for r in bill.rules}


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)
def test_a_check_explains_itself(check: type[Check]) -> None:
    assert "Why it happens:" in check.description()
    assert "What to ask for:" in check.description()
    assert {example.is_caught for example in check.examples} == {True, False}
    titles = [example.title for example in check.examples]
    assert len(set(titles)) == len(titles)


def test_no_two_checks_share_a_code() -> None:
    with pytest.raises(TypeError, match="both call themselves A01"):
        type("Impostor", (Check,), {"code": "A01"})


def test_checks_claim_in_the_order_auditors_agree_on() -> None:
    codes = [check.code for check in all_checks()]

    first = ["A07", "A09", "A19", "C01", "A10", "B01", "A01"]
    assert [code for code in codes if code in first] == first
