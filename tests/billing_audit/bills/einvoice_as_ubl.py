"""Writes a document as UBL: the other half of the round trip."""

from billing_audit.bills.importers.einvoice.document import (
    AllowanceCharge,
    Document,
    Line,
    Party,
    Period,
    TaxCategory,
    TaxSubtotal,
)
from tests.billing_audit.bills.einvoice_sheet import Sheet, root

INVOICED_OBJECT = "130"


def write_ubl(document: Document) -> Sheet:
    credits = document.is_credit_note
    sheet = root("cn:CreditNote" if credits else "ubl:Invoice", "cac", "cbc")
    sheet.text("cbc:CustomizationID", document.specification)
    sheet.text("cbc:ID", document.number)
    sheet.text("cbc:IssueDate", document.issued and document.issued.isoformat())
    sheet.text("cbc:DueDate", document.due and document.due.isoformat())
    sheet.text("cbc:CreditNoteTypeCode" if credits else "cbc:InvoiceTypeCode", document.type_code)
    sheet.text("cbc:DocumentCurrencyCode", document.currency)
    sheet.text("cbc:TaxCurrencyCode", document.tax_currency)
    sheet.text("cbc:AccountingCost", document.accounting_cost)
    sheet.text("cbc:BuyerReference", document.buyer_reference)
    ubl_period(sheet, document.period)
    sheet.text("cac:ContractDocumentReference/cbc:ID", document.contract)
    ubl_reference(sheet, "cac:AdditionalDocumentReference", document.object_id, INVOICED_OBJECT)
    ubl_party(sheet.add("cac:AccountingSupplierParty"), document.seller)
    ubl_party(sheet.add("cac:AccountingCustomerParty"), document.buyer)
    for each in document.third_party:
        prepaid = sheet.add("cac:PrepaidPayment")
        prepaid.text("cbc:ID", each.name)
        prepaid.amount("cbc:PaidAmount", each.amount)
        prepaid.text("cbc:InstructionID", each.description)
    for each in document.allowances:
        ubl_allowance(sheet, each)
    for total in document.tax_totals:
        tax_total = sheet.add("cac:TaxTotal")
        tax_total.amount("cbc:TaxAmount", total.amount)
        for row in total.subtotals:
            ubl_subtotal(tax_total, row)
    if (totals := document.totals) is not None:
        sums = sheet.add("cac:LegalMonetaryTotal")
        sums.amount("cbc:LineExtensionAmount", totals.lines)
        sums.amount("cbc:TaxExclusiveAmount", totals.without_tax)
        sums.amount("cbc:TaxInclusiveAmount", totals.with_tax)
        sums.amount("cbc:AllowanceTotalAmount", totals.allowances)
        sums.amount("cbc:ChargeTotalAmount", totals.charges)
        sums.amount("cbc:PrepaidAmount", totals.prepaid)
        sums.amount("cbc:PayableRoundingAmount", totals.rounding)
        sums.amount("cbc:PayableAmount", totals.payable)
    for line in document.lines:
        ubl_line(sheet.add("cac:CreditNoteLine" if credits else "cac:InvoiceLine"), line, credits)
    return sheet


def ubl_line(sheet: Sheet, line: Line, credits: bool) -> None:
    quantity = "cbc:CreditedQuantity" if credits else "cbc:InvoicedQuantity"
    sheet.text("cbc:ID", line.id)
    sheet.amount(quantity, line.quantity, "unitCode")
    sheet.amount("cbc:LineExtensionAmount", line.net)
    ubl_period(sheet, line.period)
    for reference, kind in line.references:
        ubl_reference(sheet, "cac:DocumentReference", reference, kind)
    for each in line.allowances:
        ubl_allowance(sheet, each)
    item = sheet.add("cac:Item")
    item.text("cbc:Description", line.description)
    item.text("cbc:Name", line.name)
    item.text("cac:SellersItemIdentification/cbc:ID", line.seller_code)
    item.text("cac:StandardItemIdentification/cbc:ID", line.standard_code)
    for category in line.categories:
        ubl_category(item, "cac:ClassifiedTaxCategory", category)
    for name, said in line.properties:
        attribute = item.add("cac:AdditionalItemProperty")
        attribute.text("cbc:Name", name)
        attribute.text("cbc:Value", said)
    if line.price is not None:
        price = sheet.add("cac:Price")
        price.amount("cbc:PriceAmount", line.price.amount)
        price.amount("cbc:BaseQuantity", line.price.base_quantity, "unitCode")
        for each in line.price.allowances:
            ubl_allowance(price, each)


def ubl_reference(sheet: Sheet, path: str, reference: str, kind: str) -> None:
    if reference:
        added = sheet.add(path)
        added.text("cbc:ID", reference)
        added.text("cbc:DocumentTypeCode", kind)


def ubl_allowance(sheet: Sheet, each: AllowanceCharge) -> None:
    added = sheet.add("cac:AllowanceCharge")
    added.text("cbc:ChargeIndicator", each.indicator)
    added.text("cbc:AllowanceChargeReasonCode", each.reason_code)
    added.text("cbc:AllowanceChargeReason", each.reason)
    added.amount("cbc:MultiplierFactorNumeric", each.percent)
    added.amount("cbc:Amount", each.amount)
    added.amount("cbc:BaseAmount", each.base)
    for category in each.categories:
        ubl_category(added, "cac:TaxCategory", category)


def ubl_category(sheet: Sheet, path: str, category: TaxCategory) -> None:
    added = sheet.add(path)
    added.text("cbc:ID", category.code)
    added.amount("cbc:Percent", category.percent)
    added.text("cac:TaxScheme/cbc:ID", "VAT" if category.is_vat else "OTH")


def ubl_subtotal(sheet: Sheet, row: TaxSubtotal) -> None:
    added = sheet.add("cac:TaxSubtotal")
    added.amount("cbc:TaxableAmount", row.taxable)
    added.amount("cbc:TaxAmount", row.tax)
    if row.category is not None:
        ubl_category(added, "cac:TaxCategory", row.category)


def ubl_party(sheet: Sheet, party: Party) -> None:
    sheet.text("cbc:SupplierAssignedAccountID", party.account)
    inner = sheet.add("cac:Party")
    inner.text("cbc:EndpointID", party.address)
    for identifier in party.identifiers:
        inner.text("cac:PartyIdentification/cbc:ID", identifier)
    for identifier in party.global_ids:
        inner.text("cac:PartyIdentification/cbc:ID", identifier, schemeID="0088")
    inner.text("cac:PartyName/cbc:Name", party.trading_name)
    inner.text("cac:PartyTaxScheme/cbc:CompanyID", party.vat_id)
    legal = inner.add("cac:PartyLegalEntity")
    legal.text("cbc:RegistrationName", party.name)
    legal.text("cbc:CompanyID", party.legal_id)


def ubl_period(sheet: Sheet, period: Period) -> None:
    if period != Period():
        added = sheet.add("cac:InvoicePeriod")
        added.text("cbc:StartDate", period.start and period.start.isoformat())
        added.text("cbc:EndDate", period.end and period.end.isoformat())
