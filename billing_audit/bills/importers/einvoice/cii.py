"""UN/CEFACT CrossIndustryInvoice, as EN 16931-3-3 binds it; Factur-X and ZUGFeRD 2 carry it too."""

from datetime import date, datetime

from billing_audit.bills.importers.einvoice.document import (
    AllowanceCharge,
    Amount,
    Document,
    Line,
    Party,
    Period,
    Price,
    Syntax,
    TaxCategory,
    TaxSubtotal,
    TaxTotal,
    Totals,
)
from billing_audit.bills.importers.einvoice.ubl import CREDIT_NOTE_TYPES, INVOICED_OBJECT
from billing_audit.bills.importers.einvoice.xml import Node

LINES = {"rsm:CrossIndustryInvoice": "ram:IncludedSupplyChainTradeLineItem"}

TRANSACTION = "rsm:SupplyChainTradeTransaction"
#: Lines of Factur-X EXTENDED that sum up or explain others (BT-X-8).
MEMO_LINES = {"GROUP", "INFORMATION"}

GUIDELINE = "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
AGREEMENT = f"{TRANSACTION}/ram:ApplicableHeaderTradeAgreement"
SETTLEMENT = f"{TRANSACTION}/ram:ApplicableHeaderTradeSettlement"
SUMMATION = "ram:SpecifiedTradeSettlementHeaderMonetarySummation"
LINE_NET = "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"


def read_document(root: Node, lines: tuple[Line, ...]) -> Document:
    type_code = root.text("rsm:ExchangedDocument/ram:TypeCode")
    issued = root.text("rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString")
    return Document(
        syntax=Syntax.CII,
        specification=root.text(GUIDELINE),
        type_code=type_code,
        is_credit_note=type_code in CREDIT_NOTE_TYPES,
        number=root.text("rsm:ExchangedDocument/ram:ID"),
        issued=day(issued),
        issued_as=issued,
        lines=lines,
        **read_agreement(root.node(AGREEMENT)),
        **read_settlement(root.node(SETTLEMENT)),
    )


def read_agreement(node: Node | None) -> dict[str, object]:
    """Who agreed on what; the keys are the names of ``Document``."""
    if node is None:
        return {}
    references = node.nodes("ram:AdditionalReferencedDocument")
    return {
        "buyer_reference": node.text("ram:BuyerReference"),
        "contract": node.text("ram:ContractReferencedDocument/ram:IssuerAssignedID"),
        "object_id": next((id for id, kind in map(reference, references) if is_object(kind)), ""),
        "seller": party(node.node("ram:SellerTradeParty")),
        "buyer": party(node.node("ram:BuyerTradeParty")),
    }


def read_settlement(node: Node | None) -> dict[str, object]:
    """What is to be paid; the keys are the names of ``Document``."""
    if node is None:
        return {"has_settlement": False}
    terms = "ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString"
    return {
        "currency": node.raw("ram:InvoiceCurrencyCode"),
        "tax_currency": node.raw("ram:TaxCurrencyCode"),
        "due": day(node.text(terms)),
        "period": period(node),
        "accounting_cost": node.text("ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"),
        "totals": totals(node.node(SUMMATION)),
        "tax_totals": tuple(
            TaxTotal(amount=each.own_amount())
            for each in node.nodes(f"{SUMMATION}/ram:TaxTotalAmount")
        ),
        "breakdown": tuple(tax_subtotal(each) for each in node.nodes("ram:ApplicableTradeTax")),
        "allowances": tuple(
            allowance_charge(each) for each in node.nodes("ram:SpecifiedTradeAllowanceCharge")
        ),
        "logistics": tuple(
            logistics(each) for each in node.nodes("ram:SpecifiedLogisticsServiceCharge")
        ),
    }


def read_line(_root_tag: str, node: Node, position: int) -> Line:
    product = node.node("ram:SpecifiedTradeProduct")
    agreement = node.node("ram:SpecifiedLineTradeAgreement")
    settlement = node.node("ram:SpecifiedLineTradeSettlement")
    about = "ram:AssociatedDocumentLineDocument"
    return Line(
        id=node.text(f"{about}/ram:LineID"),
        parent_id=node.text(f"{about}/ram:ParentLineID"),
        is_memo=node.text(f"{about}/ram:LineStatusReasonCode") in MEMO_LINES,
        quantity=node.amount("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity", "unitCode"),
        elements="/CrossIndustryInvoice/SupplyChainTradeTransaction"
        "/IncludedSupplyChainTradeLineItem",
        place=position,
        row=node.element.sourceline,
        **({} if product is None else read_product(product)),
        **({} if agreement is None else read_prices(agreement)),
        **({} if settlement is None else read_line_settlement(settlement)),
    )


def read_product(node: Node) -> dict[str, object]:
    return {
        "name": node.text("ram:Name"),
        "description": node.text("ram:Description"),
        "properties": tuple(
            (each.text("ram:Description"), each.text("ram:Value"))
            for each in node.nodes("ram:ApplicableProductCharacteristic")
        ),
        "seller_code": node.text("ram:SellerAssignedID"),
        "standard_code": node.text("ram:GlobalID"),
    }


def read_prices(node: Node) -> dict[str, object]:
    return {
        "price": price(node.node("ram:NetPriceProductTradePrice")),
        "gross_price": price(node.node("ram:GrossPriceProductTradePrice")),
    }


def read_line_settlement(node: Node) -> dict[str, object]:
    return {
        "net": node.amount(LINE_NET),
        "allowances": tuple(
            allowance_charge(each) for each in node.nodes("ram:SpecifiedTradeAllowanceCharge")
        ),
        "categories": tuple(tax_category(each) for each in node.nodes("ram:ApplicableTradeTax")),
        "period": period(node),
        "references": tuple(map(reference, node.nodes("ram:AdditionalReferencedDocument"))),
    }


def reference(node: Node) -> tuple[str, str]:
    return node.text("ram:IssuerAssignedID"), node.text("ram:TypeCode")


def is_object(kind: str) -> bool:
    return kind == INVOICED_OBJECT


def allowance_charge(node: Node) -> AllowanceCharge:
    return AllowanceCharge(
        indicator=node.raw("ram:ChargeIndicator/udt:Indicator"),
        amount=node.amount("ram:ActualAmount"),
        base=node.amount("ram:BasisAmount"),
        percent=node.amount("ram:CalculationPercent"),
        reason=node.text("ram:Reason"),
        reason_code=node.text("ram:ReasonCode"),
        categories=tuple(tax_category(each) for each in node.nodes("ram:CategoryTradeTax")),
    )


def logistics(node: Node) -> AllowanceCharge:
    return AllowanceCharge(
        indicator="true",
        amount=node.amount("ram:AppliedAmount"),
        reason=node.text("ram:Description"),
        categories=tuple(tax_category(each) for each in node.nodes("ram:AppliedTradeTax")),
    )


def tax_category(node: Node) -> TaxCategory:
    return TaxCategory(
        code=node.text("ram:CategoryCode"),
        percent=node.amount("ram:RateApplicablePercent"),
        is_vat=node.text("ram:TypeCode").upper() == "VAT",
    )


def tax_subtotal(node: Node) -> TaxSubtotal:
    return TaxSubtotal(
        taxable=node.amount("ram:BasisAmount"),
        tax=node.amount("ram:CalculatedAmount"),
        category=tax_category(node),
    )


def price(node: Node | None) -> Price | None:
    if node is None:
        return None
    return Price(
        amount=node.amount("ram:ChargeAmount"),
        base_quantity=node.amount("ram:BasisQuantity", "unitCode"),
        allowances=tuple(
            allowance_charge(each) for each in node.nodes("ram:AppliedTradeAllowanceCharge")
        ),
    )


def totals(node: Node | None) -> Totals | None:
    if node is None:
        return None

    def amount(name: str) -> Amount | None:
        return node.amount(f"ram:{name}")

    return Totals(
        lines=amount("LineTotalAmount"),
        allowances=amount("AllowanceTotalAmount"),
        charges=amount("ChargeTotalAmount"),
        without_tax=amount("TaxBasisTotalAmount"),
        with_tax=amount("GrandTotalAmount"),
        prepaid=amount("TotalPrepaidAmount"),
        rounding=amount("RoundingAmount"),
        payable=amount("DuePayableAmount"),
    )


def party(node: Node | None) -> Party:
    if node is None:
        return Party()
    return Party(
        name=node.text("ram:Name"),
        trading_name=node.text("ram:SpecifiedLegalOrganization/ram:TradingBusinessName"),
        identifiers=tuple(each.own_text() for each in node.nodes("ram:ID")),
        global_ids=tuple(each.own_text() for each in node.nodes("ram:GlobalID")),
        legal_id=node.text("ram:SpecifiedLegalOrganization/ram:ID"),
        vat_id=node.text("ram:SpecifiedTaxRegistration/ram:ID"),
        address=node.text("ram:URIUniversalCommunication/ram:URIID"),
    )


def period(node: Node) -> Period:
    return Period(
        start=day(node.text("ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString")),
        end=day(node.text("ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString")),
    )


def day(text: str) -> date | None:
    """``20260331``: format 102, the only one EN 16931 allows."""
    try:
        return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 a day has no zone
    except ValueError:
        return None
