"""What an audit stores of a bill's arithmetic, and what it may claim for it."""

from decimal import Decimal

import pytest

from billing_audit.bills.importers.einvoice import read
from billing_audit.bills.importers.einvoice.faults import faults
from tests.billing_audit.bills.einvoice_files import CREDIT, ETHERNET, MOBILE, changed

PAYABLE = 'PayableAmount currencyID="EUR">'

TOO_HIGH = [
    # An amount to pay above what the totals give is claimed ...
    (MOBILE, [(">205.00<", ">206.50<")], {"BR-CO-16": "1.50"}),
    # ... one below is the carrier's loss.
    (MOBILE, [(">205.00<", ">204.00<")], {"BR-CO-16": "0"}),
    # A total above the lines is claimed by A03, so here it only has a name.
    (MOBILE, [(">264.26<", ">265.26<")], {"BR-CO-10": "0", "BR-CO-13": "0"}),
    # A tax above its rate is claimed once, though two rules say so.
    (
        ETHERNET,
        [(">286.90</ram:Calc", ">290.90</ram:Calc")],
        {"BR-CO-14": "0", "BR-CO-17": "4.00", "BR-S-09": "0"},
    ),
    # A credit note that gives back too little costs the client; too much does not.
    (CREDIT, [(f"{PAYABLE}48", f"{PAYABLE}45")], {"BR-CO-16": "3.00"}),
    (CREDIT, [(f"{PAYABLE}48", f"{PAYABLE}50")], {"BR-CO-16": "0"}),
]


@pytest.mark.parametrize(("name", "changes", "expected"), TOO_HIGH)
def test_only_what_is_too_high_is_claimed(
    name: str, changes: list[tuple[str, str]], expected: dict[str, str]
) -> None:
    document, _ = read(changed(name, *changes))

    found = {fault.rule: fault.excess for fault in faults(document)}

    assert found == {rule: Decimal(excess) for rule, excess in expected.items()}


def test_a_fault_says_both_figures() -> None:
    document, _ = read(changed(MOBILE, (">205.00<", ">206.50<")))

    (fault,) = faults(document)

    assert fault.check == "A20"
    assert "205.00" in fault.detail
    assert "206.50" in fault.detail


def test_rules_of_form_bind_only_a_bill_that_claims_to_follow_peppol() -> None:
    without_percentage = (
        "<cbc:MultiplierFactorNumeric>5</cbc:MultiplierFactorNumeric>",
        "",
    )
    claims, _ = read(changed(MOBILE, without_percentage))
    other, _ = read(changed(MOBILE, without_percentage, ("#compliant#urn:fdc:peppol.eu", "")))

    assert [fault.rule for fault in faults(claims)] == ["PEPPOL-EN16931-R042"]
    assert faults(other) == []


def test_a_bill_of_many_wrong_lines_says_a_few_and_counts_the_rest() -> None:
    prices = [(f">{price}</cbc:PriceAmount>", f">9{price}</cbc:PriceAmount>") for price in
              ("15.00", "5.00", "0.0085323", "15.00")]  # fmt: skip
    document, _ = read(changed(MOBILE, *prices))

    (fault,) = faults(document)

    assert fault.detail.endswith("And 1 more.")
