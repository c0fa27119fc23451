"""Each rule notices its fault, and what the published rules let pass, passes."""

from io import BytesIO

import pytest

from billing_audit.bills.importers.einvoice import verdict
from billing_audit.bills.importers.einvoice.rules import RULES
from billing_audit.bills.importers.einvoice.rules.categories import CATEGORIES, Category
from tests.billing_audit.bills.einvoice_files import CREDIT, ETHERNET, MOBILE, changed

FACTOR = "MultiplierFactorNumeric"
EUR = 'Amount currencyID="EUR">'

PRICE = "15.00</cbc:PriceAmount>"
GROSS_PRICE = (
    "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
    f"<cbc:{EUR}1.00</cbc:Amount><cbc:Base{EUR}17.00</cbc:BaseAmount></cac:AllowanceCharge>"
)
ANOTHER_OBJECT = (
    "<cac:DocumentReference><cbc:ID>2</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>"
    "</cac:DocumentReference>"
)
TAX_IN_CROWNS = (
    '<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">-500.00</cbc:TaxAmount></cac:TaxTotal>'
)

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
    (MOBILE, [(PRICE, PRICE + GROSS_PRICE)], "PEPPOL-EN16931-R046"),
    (MOBILE, [("</cac:TaxTotal>", "</cac:TaxTotal><cac:TaxTotal/>")], "PEPPOL-EN16931-R054"),
    (
        MOBILE,
        [
            ("<cbc:BuyerRef", "<cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode><cbc:BuyerRef"),
            ("</cac:TaxTotal>", f"</cac:TaxTotal>{TAX_IN_CROWNS}"),
        ],
        "PEPPOL-EN16931-R055",
    ),
    (
        MOBILE,
        [("</cac:DocumentReference>", f"</cac:DocumentReference>{ANOTHER_OBJECT}")],
        "PEPPOL-EN16931-R100",
    ),
    (MOBILE, [(">130<", ">131<")], "PEPPOL-EN16931-R101"),
    (MOBILE, [("2026-03-01</cbc:Start", "2026-03-02</cbc:Start")], "PEPPOL-EN16931-R110"),
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


def broken(file: BytesIO) -> set[str]:
    return {rule for rule, state in verdict(file).rules.items() if state == "fail"}


@pytest.mark.parametrize(("name", "changes", "rules"), WRONG)
def test_a_fault_breaks_its_rules_and_no_others(
    name: str, changes: list[tuple[str, str]], rules: str
) -> None:
    assert broken(changed(name, *changes)) == set(rules.split())


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.rules)
def test_every_tax_category_is_added_up_and_multiplied(category: Category) -> None:
    recoded = [(">Z<", f">{category.code}<")] * 2
    taxable, tax = (f"Taxable{EUR}15.00", f"Taxable{EUR}18.00"), (f"Tax{EUR}0.00", f"Tax{EUR}3.00")

    right = broken(changed(MOBILE, *recoded))
    wrong = broken(changed(MOBILE, *recoded, taxable, tax))

    both = {f"BR-{category.rules}-08", f"BR-{category.rules}-09"}
    assert right.isdisjoint(both)
    assert wrong >= both


def test_every_rule_is_broken_here() -> None:
    by_hand = {rule for _, _, rules in WRONG for rule in rules.split()}
    by_category = {f"BR-{each.rules}-{n}" for each in CATEGORIES for n in ("08", "09")}

    assert by_hand | by_category == set(RULES)


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
