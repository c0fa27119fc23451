"""UBL 2.1 Invoice and CreditNote, as EN 16931-3-2 binds them."""

from datetime import date

from billing_audit.bills.importers.einvoice.document import (
    AllowanceCharge,
    Document,
    Line,
    Party,
    Period,
    Price,
    Syntax,
    TaxCategory,
    TaxSubtotal,
    TaxTotal,
    ThirdPartyCharge,
    Totals,
)
from billing_audit.bills.importers.einvoice.xml import Node, clark

#: The roots and their lines.
LINES = {"ubl:Invoice": "cac:InvoiceLine", "cn:CreditNote": "cac:CreditNoteLine"}
CREDIT_NOTE = clark("cn:CreditNote")

#: UNTDID 1001 codes of bills that ask for money back.
CREDIT_NOTE_TYPES = {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"}
INVOICED_OBJECT = "130"
TRUE = ("true", "1")
#: The only profile in which a prepaid payment is money collected for somebody else.
XRECHNUNG_EXTENSION = "kosit:extension:xrechnung"


def read_document(root: Node, lines: tuple[Line, ...]) -> Document:
    tax_totals = tuple(tax_total(node) for node in root.nodes("cac:TaxTotal"))
    is_credit_note = root.element.tag == CREDIT_NOTE
    type_code = root.text("cbc:CreditNoteTypeCode" if is_credit_note else "cbc:InvoiceTypeCode")
    references = root.nodes("cac:AdditionalDocumentReference")
    return Document(
        syntax=Syntax.UBL,
        specification=root.text("cbc:CustomizationID"),
        type_code=type_code,
        is_credit_note=is_credit_note or type_code in CREDIT_NOTE_TYPES,
        number=root.text("cbc:ID"),
        issued=day(root.text("cbc:IssueDate")),
        issued_as=root.text("cbc:IssueDate"),
        due=day(root.text("cbc:DueDate") or root.text("cac:PaymentMeans/cbc:PaymentDueDate")),
        currency=root.raw("cbc:DocumentCurrencyCode"),
        tax_currency=root.raw("cbc:TaxCurrencyCode"),
        period=period(root),
        buyer_reference=root.text("cbc:BuyerReference"),
        accounting_cost=root.text("cbc:AccountingCost"),
        contract=root.text("cac:ContractDocumentReference/cbc:ID"),
        object_id=next(
            (
                node.text("cbc:ID")
                for node in references
                if node.text("cbc:DocumentTypeCode") == INVOICED_OBJECT
            ),
            "",
        ),
        seller=party(root.node("cac:AccountingSupplierParty")),
        buyer=party(root.node("cac:AccountingCustomerParty")),
        totals=totals(root.node("cac:LegalMonetaryTotal")),
        tax_totals=tax_totals,
        breakdown=tuple(row for total in tax_totals for row in total.subtotals),
        allowances=tuple(allowance_charge(node) for node in root.nodes("cac:AllowanceCharge")),
        third_party=third_parties(root),
        tax_is_included=any(
            node.text("cbc:TaxIncludedIndicator") in TRUE for node in root.nodes("cac:TaxTotal")
        ),
        lines=lines,
    )


def read_line(root_tag: str, node: Node, position: int) -> Line:
    credits = root_tag == CREDIT_NOTE
    name = "CreditNoteLine" if credits else "InvoiceLine"
    return line_of(node, name, f"/{'CreditNote' if credits else 'Invoice'}/{name}", position)


def line_of(
    node: Node, name: str, elements: str, place: int, parent_id: str = "", *, is_memo: bool = False
) -> Line:
    """A line with those it is broken down into."""
    credits = name == "CreditNoteLine"
    own_id = node.text("cbc:ID")
    quantity = "cbc:CreditedQuantity" if credits else "cbc:InvoicedQuantity"
    item = node.node("cac:Item")
    return Line(
        id=own_id,
        parent_id=parent_id,
        is_memo=is_memo,
        quantity=node.amount(quantity, "unitCode"),
        net=node.amount("cbc:LineExtensionAmount"),
        price=price(node.node("cac:Price")),
        allowances=tuple(allowance_charge(each) for each in node.nodes("cac:AllowanceCharge")),
        tax_subtotals=tuple(
            tax_subtotal(each) for each in node.nodes("cac:TaxTotal/cac:TaxSubtotal")
        ),
        period=period(node),
        references=tuple(
            (each.text("cbc:ID"), each.text("cbc:DocumentTypeCode"))
            for each in node.nodes("cac:DocumentReference")
        ),
        sub_lines=tuple(
            line_of(each, name, f"{elements}[{place}]/Sub{name}", at, own_id, is_memo=True)
            for at, each in enumerate(node.nodes(f"cac:Sub{name}"), 1)
        ),
        elements=elements,
        place=place,
        row=node.element.sourceline,
        **({} if item is None else read_item(item)),
    )


def read_item(item: Node) -> dict[str, object]:
    """What a line's item says; the keys are the names of ``Line``."""
    return {
        "name": item.text("cbc:Name"),
        "description": item.text("cbc:Description"),
        "categories": tuple(tax_category(each) for each in item.nodes("cac:ClassifiedTaxCategory")),
        "properties": tuple(
            (each.text("cbc:Name"), each.text("cbc:Value"))
            for each in item.nodes("cac:AdditionalItemProperty")
        ),
        "seller_code": item.text("cac:SellersItemIdentification/cbc:ID"),
        "standard_code": item.text("cac:StandardItemIdentification/cbc:ID"),
    }


def allowance_charge(node: Node) -> AllowanceCharge:
    return AllowanceCharge(
        indicator=node.raw("cbc:ChargeIndicator"),
        amount=node.amount("cbc:Amount"),
        base=node.amount("cbc:BaseAmount"),
        percent=node.amount("cbc:MultiplierFactorNumeric"),
        reason=node.text("cbc:AllowanceChargeReason"),
        reason_code=node.text("cbc:AllowanceChargeReasonCode"),
        categories=tuple(tax_category(each) for each in node.nodes("cac:TaxCategory")),
    )


def tax_category(node: Node) -> TaxCategory:
    return TaxCategory(
        code=node.text("cbc:ID"),
        percent=node.amount("cbc:Percent"),
        is_vat=node.text("cac:TaxScheme/cbc:ID").upper() == "VAT",
    )


def tax_subtotal(node: Node) -> TaxSubtotal:
    category = node.node("cac:TaxCategory")
    return TaxSubtotal(
        taxable=node.amount("cbc:TaxableAmount"),
        tax=node.amount("cbc:TaxAmount"),
        category=None if category is None else tax_category(category),
    )


def tax_total(node: Node) -> TaxTotal:
    return TaxTotal(
        amount=node.amount("cbc:TaxAmount"),
        subtotals=tuple(tax_subtotal(each) for each in node.nodes("cac:TaxSubtotal")),
    )


def price(node: Node | None) -> Price | None:
    if node is None:
        return None
    return Price(
        amount=node.amount("cbc:PriceAmount"),
        base_quantity=node.amount("cbc:BaseQuantity", "unitCode"),
        allowances=tuple(allowance_charge(each) for each in node.nodes("cac:AllowanceCharge")),
    )


def totals(node: Node | None) -> Totals | None:
    if node is None:
        return None
    return Totals(
        lines=node.amount("cbc:LineExtensionAmount"),
        allowances=node.amount("cbc:AllowanceTotalAmount"),
        charges=node.amount("cbc:ChargeTotalAmount"),
        without_tax=node.amount("cbc:TaxExclusiveAmount"),
        with_tax=node.amount("cbc:TaxInclusiveAmount"),
        prepaid=node.amount("cbc:PrepaidAmount"),
        rounding=node.amount("cbc:PayableRoundingAmount"),
        payable=node.amount("cbc:PayableAmount"),
    )


def third_parties(root: Node) -> tuple[ThirdPartyCharge, ...]:
    """Elsewhere the element lists payments received, which the prepaid amount sums up already."""
    if XRECHNUNG_EXTENSION not in root.text("cbc:CustomizationID"):
        return ()
    return tuple(third_party(node) for node in root.nodes("cac:PrepaidPayment"))


def third_party(node: Node) -> ThirdPartyCharge:
    return ThirdPartyCharge(
        name=node.text("cbc:ID"),
        description=node.text("cbc:InstructionID"),
        amount=node.amount("cbc:PaidAmount"),
    )


def party(node: Node | None) -> Party:
    if node is None or (inner := node.node("cac:Party")) is None:
        return Party()
    identifiers = [*inner.nodes("cac:PartyIdentification/cbc:ID")]
    return Party(
        name=inner.text("cac:PartyLegalEntity/cbc:RegistrationName"),
        trading_name=inner.text("cac:PartyName/cbc:Name"),
        account=node.text("cbc:SupplierAssignedAccountID"),
        identifiers=tuple(each.own_text() for each in identifiers if not each.scheme()),
        global_ids=tuple(each.own_text() for each in identifiers if each.scheme()),
        legal_id=inner.text("cac:PartyLegalEntity/cbc:CompanyID"),
        vat_id=inner.text("cac:PartyTaxScheme/cbc:CompanyID"),
        address=inner.text("cbc:EndpointID"),
    )


def period(node: Node) -> Period:
    found = node.node("cac:InvoicePeriod")
    if found is None:
        return Period()
    return Period(start=day(found.text("cbc:StartDate")), end=day(found.text("cbc:EndDate")))


def day(text: str) -> date | None:
    """``2026-03-31``, with or without the zone that ``xs:date`` allows."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
