"""Writes a document as CII: the other half of the round trip."""

from datetime import date

from billing_audit.bills.importers.einvoice.document import (
    AllowanceCharge,
    Document,
    Line,
    Party,
    Period,
    Price,
    TaxCategory,
)
from tests.billing_audit.bills.einvoice_sheet import Sheet, root

INVOICED_OBJECT = "130"


def write_cii(document: Document) -> Sheet:
    sheet = root("rsm:CrossIndustryInvoice", "rsm", "ram", "udt")
    context = sheet.add("rsm:ExchangedDocumentContext")
    context.text("ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", document.specification)
    header = sheet.add("rsm:ExchangedDocument")
    header.text("ram:ID", document.number)
    header.text("ram:TypeCode", document.type_code)
    cii_day(header, "ram:IssueDateTime", document.issued)
    transaction = sheet.add("rsm:SupplyChainTradeTransaction")
    for line in document.lines:
        cii_line(transaction.add("ram:IncludedSupplyChainTradeLineItem"), line)
    agreement = transaction.add("ram:ApplicableHeaderTradeAgreement")
    agreement.text("ram:BuyerReference", document.buyer_reference)
    cii_party(agreement.add("ram:SellerTradeParty"), document.seller)
    cii_party(agreement.add("ram:BuyerTradeParty"), document.buyer)
    agreement.text("ram:ContractReferencedDocument/ram:IssuerAssignedID", document.contract)
    cii_reference(agreement, document.object_id, INVOICED_OBJECT)
    cii_settlement(transaction.add("ram:ApplicableHeaderTradeSettlement"), document)
    return sheet


def cii_settlement(sheet: Sheet, document: Document) -> None:
    sheet.text("ram:TaxCurrencyCode", document.tax_currency)
    sheet.text("ram:InvoiceCurrencyCode", document.currency)
    for row in document.breakdown:
        added = cii_category(sheet, "ram:ApplicableTradeTax", row.category)
        added.amount("ram:CalculatedAmount", row.tax)
        added.amount("ram:BasisAmount", row.taxable)
    cii_period(sheet, document.period)
    for each in document.allowances:
        cii_allowance(sheet, "ram:SpecifiedTradeAllowanceCharge", each)
    for each in document.logistics:
        added = sheet.add("ram:SpecifiedLogisticsServiceCharge")
        added.text("ram:Description", each.reason)
        added.amount("ram:AppliedAmount", each.amount)
        for category in each.categories:
            cii_category(added, "ram:AppliedTradeTax", category)
    if document.due:
        cii_day(sheet.add("ram:SpecifiedTradePaymentTerms"), "ram:DueDateDateTime", document.due)
    sums = sheet.add("ram:SpecifiedTradeSettlementHeaderMonetarySummation")
    if (totals := document.totals) is not None:
        sums.amount("ram:LineTotalAmount", totals.lines)
        sums.amount("ram:ChargeTotalAmount", totals.charges)
        sums.amount("ram:AllowanceTotalAmount", totals.allowances)
        sums.amount("ram:TaxBasisTotalAmount", totals.without_tax)
        for total in document.tax_totals:
            sums.amount("ram:TaxTotalAmount", total.amount)
        sums.amount("ram:RoundingAmount", totals.rounding)
        sums.amount("ram:GrandTotalAmount", totals.with_tax)
        sums.amount("ram:TotalPrepaidAmount", totals.prepaid)
        sums.amount("ram:DuePayableAmount", totals.payable)
    account = "ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"
    sheet.text(account, document.accounting_cost)


def cii_line(sheet: Sheet, line: Line) -> None:
    sheet.text("ram:AssociatedDocumentLineDocument/ram:LineID", line.id)
    product = sheet.add("ram:SpecifiedTradeProduct")
    product.text("ram:GlobalID", line.standard_code)
    product.text("ram:SellerAssignedID", line.seller_code)
    product.text("ram:Name", line.name)
    product.text("ram:Description", line.description)
    for name, said in line.properties:
        attribute = product.add("ram:ApplicableProductCharacteristic")
        attribute.text("ram:Description", name)
        attribute.text("ram:Value", said)
    agreement = sheet.add("ram:SpecifiedLineTradeAgreement")
    cii_price(agreement, "ram:GrossPriceProductTradePrice", line.gross_price)
    cii_price(agreement, "ram:NetPriceProductTradePrice", line.price)
    sheet.amount("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity", line.quantity, "unitCode")
    settlement = sheet.add("ram:SpecifiedLineTradeSettlement")
    for category in line.categories:
        cii_category(settlement, "ram:ApplicableTradeTax", category)
    cii_period(settlement, line.period)
    for each in line.allowances:
        cii_allowance(settlement, "ram:SpecifiedTradeAllowanceCharge", each)
    net = "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
    settlement.amount(net, line.net)
    for reference, kind in line.references:
        cii_reference(settlement, reference, kind)


def cii_price(sheet: Sheet, path: str, price: Price | None) -> None:
    if price is not None:
        added = sheet.add(path)
        added.amount("ram:ChargeAmount", price.amount)
        added.amount("ram:BasisQuantity", price.base_quantity, "unitCode")
        for each in price.allowances:
            cii_allowance(added, "ram:AppliedTradeAllowanceCharge", each)


def cii_allowance(sheet: Sheet, path: str, each: AllowanceCharge) -> None:
    added = sheet.add(path)
    added.text("ram:ChargeIndicator/udt:Indicator", each.indicator)
    added.amount("ram:CalculationPercent", each.percent)
    added.amount("ram:BasisAmount", each.base)
    added.amount("ram:ActualAmount", each.amount)
    added.text("ram:ReasonCode", each.reason_code)
    added.text("ram:Reason", each.reason)
    for category in each.categories:
        cii_category(added, "ram:CategoryTradeTax", category)


def cii_category(sheet: Sheet, path: str, category: TaxCategory) -> Sheet:
    added = sheet.add(path)
    added.text("ram:TypeCode", "VAT" if category.is_vat else "OTH")
    added.text("ram:CategoryCode", category.code)
    added.amount("ram:RateApplicablePercent", category.percent)
    return added


def cii_reference(sheet: Sheet, reference: str, kind: str) -> None:
    if reference:
        added = sheet.add("ram:AdditionalReferencedDocument")
        added.text("ram:IssuerAssignedID", reference)
        added.text("ram:TypeCode", kind)


def cii_party(sheet: Sheet, party: Party) -> None:
    for identifier in party.identifiers:
        sheet.text("ram:ID", identifier)
    for identifier in party.global_ids:
        sheet.text("ram:GlobalID", identifier, schemeID="0088")
    sheet.text("ram:Name", party.name)
    legal = sheet.add("ram:SpecifiedLegalOrganization")
    legal.text("ram:ID", party.legal_id)
    legal.text("ram:TradingBusinessName", party.trading_name)
    sheet.text("ram:URIUniversalCommunication/ram:URIID", party.address)
    sheet.text("ram:SpecifiedTaxRegistration/ram:ID", party.vat_id)


def cii_period(sheet: Sheet, period: Period) -> None:
    if period != Period():
        added = sheet.add("ram:BillingSpecifiedPeriod")
        cii_day(added, "ram:StartDateTime", period.start)
        cii_day(added, "ram:EndDateTime", period.end)


def cii_day(sheet: Sheet, path: str, day: date | None) -> None:
    if day is not None:
        sheet.add(path).text("udt:DateTimeString", f"{day:%Y%m%d}", format="102")
