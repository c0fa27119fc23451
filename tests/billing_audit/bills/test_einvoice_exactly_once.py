"""Every amount of an e-invoice counts once, whatever the bill repeats, sums up or lists beside."""

from decimal import Decimal
from io import BytesIO

import pytest

from billing_audit.bills.importers.einvoice import read_bill, verdict
from billing_audit.bills.stream import Fault, Invoice, Line, Reject, Remark
from tests.billing_audit.bills.einvoice_files import CREDIT, ETHERNET, MOBILE, changed

ID = "<ram:LineID>{}</ram:LineID>"
ITEM = "    <ram:IncludedSupplyChainTradeLineItem>\n"
#: A group of everything, and a text, before the lines as they were.
EXTENDED = [
    (
        "urn:cen.eu:en16931:2017<",
        "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended<",
    ),
    (
        ITEM,
        ITEM + "<ram:AssociatedDocumentLineDocument><ram:LineID>G</ram:LineID>"
        "<ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>"
        "</ram:AssociatedDocumentLineDocument>"
        "<ram:SpecifiedTradeProduct><ram:Name>Site Berlin</ram:Name></ram:SpecifiedTradeProduct>"
        "<ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation>"
        "<ram:LineTotalAmount>1510.00</ram:LineTotalAmount>"
        "</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>"
        "</ram:IncludedSupplyChainTradeLineItem><ram:IncludedSupplyChainTradeLineItem>"
        "<ram:AssociatedDocumentLineDocument><ram:LineID>T</ram:LineID>"
        "<ram:LineStatusReasonCode>INFORMATION</ram:LineStatusReasonCode>"
        "</ram:AssociatedDocumentLineDocument>"
        "<ram:SpecifiedTradeProduct><ram:Name>See annex</ram:Name></ram:SpecifiedTradeProduct>"
        "</ram:IncludedSupplyChainTradeLineItem>" + ITEM,
    ),
    (ID.format(1), ID.format(1) + "<ram:ParentLineID>G</ram:ParentLineID>"),
]
PAYMENT = (
    "</cac:TaxTotal>",
    '</cac:TaxTotal><cac:PrepaidPayment><cbc:ID>Deposit</cbc:ID><cbc:PaidAmount currencyID="EUR">'
    "100.00</cbc:PaidAmount></cac:PrepaidPayment>",
)
PDF_INSIDE = (
    "<cac:AccountingSupplierParty>",
    "<cac:AdditionalDocumentReference><cbc:ID>A</cbc:ID><cac:Attachment>"
    '<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">'
    + "QUJD"
    * 100_000
    + "</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>"
    "<cac:AccountingSupplierParty>",
)


def read(file: BytesIO) -> tuple[Invoice, list[Line], list[Fault | Remark]]:
    invoice, *rest = read_bill(file)
    lines = [part for part in rest if isinstance(part, Line)]
    assert not [part for part in rest if isinstance(part, Reject)]
    return invoice, lines, [part for part in rest if not isinstance(part, Line)]


def total(lines: list[Line]) -> Decimal:
    return sum(line.amount for line in lines if line.charge_type != "memo")


def test_a_group_and_a_text_are_shown_and_never_added() -> None:
    invoice, lines, said = read(changed(ETHERNET, *EXTENDED))
    group, first, *_ = lines

    assert (group.line_no, group.charge_type, group.amount) == ("G", "memo", Decimal(1510))
    assert (first.line_no, first.parent_line) == ("1", "G")
    assert "T" not in {line.line_no for line in lines}
    assert total(lines) == invoice.stated_total == Decimal("1796.90")
    (remark,) = said
    assert remark.message.startswith("2 of 4 lines sum up or explain others")


def test_a_group_is_not_added_by_the_rules_either() -> None:
    assert verdict(changed(ETHERNET, *EXTENDED)).verdict == "clean"


def test_a_payment_received_is_no_charge() -> None:
    """Only XRechnung's extension means money for others by it."""
    invoice, lines, said = read(changed(MOBILE, PAYMENT))

    assert not [line for line in lines if line.line_no.startswith("THIRD-PARTY")]
    assert total(lines) == invoice.stated_total == Decimal("305.00")
    assert invoice.amount_due == Decimal("205.00")
    assert said == []


def test_tax_within_the_prices_is_shown_and_not_added() -> None:
    """264.26 of lines less 10.00 plus 2.50, with 48.35 of tax in them."""
    included = [
        (
            "<cac:TaxTotal>",
            "<cac:TaxTotal><cbc:TaxIncludedIndicator>true</cbc:TaxIncludedIndicator>",
        ),
        (">256.76</cbc:TaxExclusive", ">208.41</cbc:TaxExclusive"),
        (">305.11<", ">256.76<"),
        (">205.00<", ">156.65<"),
    ]

    invoice, lines, _ = read(changed(MOBILE, *included))

    assert {line.charge_type for line in lines if line.line_no.startswith("TAX")} == {"memo"}
    assert total(lines) == invoice.stated_total == Decimal("256.65")


def test_an_attachment_is_ignored() -> None:
    assert read(changed(MOBILE, PDF_INSIDE))[:2][0].stated_total == Decimal("305.00")


def test_reverse_charge_adds_no_tax() -> None:
    reverse = [
        *[(">S</ram:Cat", ">AE</ram:Cat")] * 3,
        *[(">19<", ">0<")] * 3,
        (">286.90</ram:Calc", ">0.00</ram:Calc"),
        (">286.90</ram:TaxTotal", ">0.00</ram:TaxTotal"),
        *[(">1796.90<", ">1510.00<")] * 2,
    ]

    invoice, lines, said = read(changed(ETHERNET, *reverse))

    assert [line.line_no for line in lines] == ["1", "2"]
    assert total(lines) == invoice.stated_total == Decimal(1510)
    assert said == []


@pytest.mark.parametrize(
    ("code", "kind", "stated"),
    [
        ("380", "invoice", "1796.90"),
        ("384", "correction", "1796.90"),
        ("389", "invoice", "1796.90"),
        ("381", "credit_note", "-1796.90"),
        ("261", "credit_note", "-1796.90"),
        ("396", "credit_note", "-1796.90"),
    ],
)
def test_the_type_code_decides_the_sign_of_the_whole(code: str, kind: str, stated: str) -> None:
    invoice, lines, _ = read(changed(ETHERNET, (">380<", f">{code}<")))

    assert (invoice.document_type, invoice.stated_total) == (kind, Decimal(stated))
    assert total(lines) == invoice.stated_total


def test_a_correction_by_negative_lines_is_a_credit_as_it_stands() -> None:
    file = changed(ETHERNET).getvalue()
    for amount in (b"1260.00", b"250.00", b"1510.00", b"286.90", b"1796.90"):
        file = file.replace(b"Amount>" + amount, b"Amount>-" + amount)
        file = file.replace(b'"EUR">' + amount, b'"EUR">-' + amount)
    file = file.replace(b">-250.00</ram:Charge", b">250.00</ram:Charge")
    file = file.replace(b'C62">', b'C62">-')

    invoice, lines, said = read(BytesIO(file))

    assert (invoice.document_type, invoice.stated_total) == ("invoice", Decimal("-1796.90"))
    assert {line.charge_type for line in lines} == {"credit", "tax"}
    assert total(lines) == invoice.stated_total
    assert said == []


def test_a_credit_note_is_paid_and_rounded_in_its_own_sense() -> None:
    paid = (
        '<cbc:PayableAmount currencyID="EUR">48.00<',
        '<cbc:PrepaidAmount currencyID="EUR">8.00</cbc:PrepaidAmount>'
        '<cbc:PayableRoundingAmount currencyID="EUR">0.50</cbc:PayableRoundingAmount>'
        '<cbc:PayableAmount currencyID="EUR">40.50<',
    )

    invoice, lines, said = read(changed(CREDIT, paid))

    assert (invoice.stated_total, invoice.amount_due) == (Decimal("-48.50"), Decimal("-40.50"))
    assert total(lines) == invoice.stated_total
    assert said == []
