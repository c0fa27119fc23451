"""Each rule notices its fault, and what the published rules let pass, passes."""

from io import BytesIO

import pytest

from billing_audit.bills.importers.einvoice import verdict
from billing_audit.bills.importers.einvoice.rules import RULES
from tests.billing_audit.bills.einvoice_files import CREDIT, ETHERNET, MOBILE, changed

FACTOR = "MultiplierFactorNumeric"
EUR = 'Amount currencyID="EUR">'

#: file, what is changed, the rules that then fail
WRONG = [
    (MOBILE, [(">264.26<", ">264.25<")], "BR-CO-10 BR-CO-13"),
    (MOBILE, [(f"AllowanceTotal{EUR}10", f"AllowanceTotal{EUR}11")], "BR-CO-11 BR-CO-13"),
    (MOBILE, [(f"ChargeTotal{EUR}2.50", f"ChargeTotal{EUR}2.49")], "BR-CO-12 BR-CO-13"),
    (MOBILE, [(f"TaxExclusive{EUR}256.76", f"TaxExclusive{EUR}256.77")], "BR-CO-13 BR-CO-15"),
    (MOBILE, [(">48.35<", ">48.36<")], "BR-CO-14 BR-CO-15"),
    (MOBILE, [(">305.11<", ">306.11<")], "BR-CO-15 BR-CO-16"),
    (MOBILE, [(f"Prepaid{EUR}100", f"Prepaid{EUR}99")], "BR-CO-16"),
    (MOBILE, [(">205.00<", "><")], "BR-CO-16"),
    (MOBILE, [(">241.76<", ">246.76<")], "BR-CO-17 BR-S-08 BR-S-09"),
    (MOBILE, [(f"Taxable{EUR}15.00", f"Taxable{EUR}15.01")], "BR-Z-08"),
    (MOBILE, [(f"Tax{EUR}0.00", f"Tax{EUR}0.10")], "BR-CO-14 BR-Z-09"),
    (MOBILE, [(">5</cbc:Mul", ">6</cbc:Mul")], "PEPPOL-EN16931-R040"),
    (MOBILE, [(f"<cbc:Base{EUR}200.00</cbc:BaseAmount>", "")], "PEPPOL-EN16931-R041"),
    (MOBILE, [(f"<cbc:{FACTOR}>5</cbc:{FACTOR}>", "")], "PEPPOL-EN16931-R042"),
    (MOBILE, [(">true<", ">1<")], "PEPPOL-EN16931-R043"),
    (MOBILE, [("</cac:TaxTotal>", "</cac:TaxTotal><cac:TaxTotal/>")], "PEPPOL-EN16931-R054"),
    (MOBILE, [(">130<", ">131<")], "PEPPOL-EN16931-R101"),
    (MOBILE, [("2026-03-31</cbc:End", "2026-03-30</cbc:End")], "PEPPOL-EN16931-R111"),
    (MOBILE, [(">15.00</cbc:Price", ">15.01</cbc:Price")], "PEPPOL-EN16931-R120"),
    (MOBILE, [('"MIN">100<', '"MIN">0<')], "PEPPOL-EN16931-R120 PEPPOL-EN16931-R121"),
    (MOBILE, [('"MIN">100<', '"SEC">100<')], "PEPPOL-EN16931-R130"),
    (CREDIT, [(f"Payable{EUR}48.00", f"Payable{EUR}47.00")], "BR-CO-16"),
    (ETHERNET, [(">1260.00<", ">1260.10<")], "BR-CO-10 BR-S-08 PEPPOL-EN16931-R120"),
    (ETHERNET, [(">286.90</ram:Calc", ">288.90</ram:Calc")], "BR-CO-14 BR-CO-17 BR-S-09"),
    (ETHERNET, [("GrandTotalAmount>1796", "GrandTotalAmount>1797")], "BR-CO-15 BR-CO-16"),
    (ETHERNET, [(' currencyID="EUR"', "")], "BR-CO-15 PEPPOL-EN16931-R053"),
]

#: what is changed, and why it is no fault
RIGHT = {
    "tax may be off by less than one unit": (
        MOBILE,
        [
            (f"Tax{EUR}48.35", f"Tax{EUR}48.45"),
            (f"Tax{EUR}48.35", f"Tax{EUR}48.45"),
            (">305.11<", ">305.21<"),
            (">-0.11<", ">-0.21<"),
        ],
    ),
    "a line may be off by two cents": (
        MOBILE,
        [
            (">72.63<", ">72.65<"),
            (">264.26<", ">264.28<"),
            (">256.76<", ">256.78<"),
            (">241.76<", ">241.78<"),
            (">305.11<", ">305.13<"),
            (">-0.11<", ">-0.13<"),
        ],
    ),
    "a CII bill may leave the tax total out where there is no tax": (
        ETHERNET,
        [
            *[(">19<", ">0<")] * 3,
            (">286.90</ram:Calc", ">0.00</ram:Calc"),
            ('<ram:TaxTotalAmount currencyID="EUR">286.90</ram:TaxTotalAmount>', ""),
            *[(">1796.90<", ">1510.00<")] * 2,
        ],
    ),
}


@pytest.mark.parametrize(("name", "changes", "rules"), WRONG)
def test_a_fault_breaks_its_rules_and_no_others(
    name: str, changes: list[tuple[str, str]], rules: str
) -> None:
    states = verdict(changed(name, *changes)).rules

    assert {rule for rule, state in states.items() if state == "fail"} == set(rules.split())


@pytest.mark.parametrize("why", RIGHT)
def test_what_the_published_rules_let_pass_passes(why: str) -> None:
    name, changes = RIGHT[why]

    judged = verdict(changed(name, *changes))

    assert [each for each in judged.findings if each.rule.startswith("BR-")] == []


@pytest.mark.parametrize("name", [MOBILE, CREDIT, ETHERNET])
def test_a_careful_bill_is_clean(name: str) -> None:
    judged = verdict(changed(name))

    assert judged.verdict == "clean"
    assert judged.findings == judged.warnings == ()


def test_every_rule_is_asked_of_every_bill() -> None:
    assert set(verdict(changed(ETHERNET)).rules) == set(RULES)


def without_lines(file: BytesIO) -> BytesIO:
    head, _, rest = file.getvalue().partition(b"<ram:Included")
    tail = rest.rpartition(b"</ram:IncludedSupplyChainTradeLineItem>")[2]
    return BytesIO(head + tail)


def test_a_bill_without_lines_cannot_be_checked() -> None:
    judged = verdict(without_lines(changed(ETHERNET)))

    assert judged.verdict == "cannot-check"
    assert judged.rules["BR-CO-10"] == "fail", "the rule itself is followed to the letter"
    assert judged.findings == ()
    assert "no lines" in judged.warnings[0]


def test_a_bill_without_lines_that_is_wrong_without_them_is_a_finding() -> None:
    wrong = changed(ETHERNET, ("<ram:DuePayableAmount>1796", "<ram:DuePayableAmount>1896"))

    judged = verdict(without_lines(wrong))

    assert judged.verdict == "finding"
    assert [each.rule for each in judged.findings] == ["BR-CO-16"]


def test_a_bill_that_says_almost_nothing_is_still_read() -> None:
    bare = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>'

    judged = verdict(BytesIO(bare))

    assert judged.verdict == "clean"
    assert {rule for rule, state in judged.rules.items() if state == "fail"} == {
        "PEPPOL-EN16931-R053"
    }


def test_an_empty_amount_survives_and_is_mentioned() -> None:
    judged = verdict(changed(ETHERNET, (">286.90</ram:TaxTotal", "></ram:TaxTotal")))

    assert judged.rules["BR-CO-15"] == "fail"
    assert "An amount is empty." in judged.warnings


def test_a_word_in_place_of_a_number_is_quoted() -> None:
    judged = verdict(changed(MOBILE, (">205.00<", ">205,00<")))

    assert judged.rules["BR-CO-16"] == "fail"
    assert "“205,00” stands where a number belongs." in judged.warnings
