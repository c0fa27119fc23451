"""Where each figure of an e-invoice stands, by local names."""

UBL = {
    "number": "ID",
    "issued": "IssueDate",
    "carrier": "AccountingSupplierParty/Party/PartyName/Name",
    "account": "AccountingCustomerParty/Party/PartyIdentification/ID",
    "line": "InvoiceLine",
    "line number": "ID",
    "service": "DocumentReference/ID",
    "code": "Item/SellersItemIdentification/ID",
    "charge type": "Item/AdditionalItemProperty/Value",
    "quantity": "InvoicedQuantity",
    "price": "Price/PriceAmount",
    "net": "LineExtensionAmount",
    "from": "InvoicePeriod/StartDate",
    "to": "InvoicePeriod/EndDate",
    "totals": "LegalMonetaryTotal",
    "sum": "LineExtensionAmount",
    "without tax": "TaxExclusiveAmount",
    "with tax": "TaxInclusiveAmount",
    "payable": "PayableAmount",
    "tax": "TaxTotal/TaxAmount",
    "tax row": "TaxTotal/TaxSubtotal",
    "base": "TaxableAmount",
    "row tax": "TaxAmount",
    "percent": "TaxCategory/Percent",
}

_TRADE = "SupplyChainTradeTransaction"
_AGREED = f"{_TRADE}/ApplicableHeaderTradeAgreement"
_SETTLED = f"{_TRADE}/ApplicableHeaderTradeSettlement"
_SUMMED = f"{_SETTLED}/SpecifiedTradeSettlementHeaderMonetarySummation"
_LINE = "SpecifiedLineTradeSettlement"
_PERIOD = f"{_LINE}/BillingSpecifiedPeriod"

CII = {
    "number": "ExchangedDocument/ID",
    "issued": "ExchangedDocument/IssueDateTime/DateTimeString",
    "carrier": f"{_AGREED}/SellerTradeParty/SpecifiedLegalOrganization/TradingBusinessName",
    "account": f"{_AGREED}/BuyerTradeParty/ID",
    "line": f"{_TRADE}/IncludedSupplyChainTradeLineItem",
    "line number": "AssociatedDocumentLineDocument/LineID",
    "service": f"{_LINE}/AdditionalReferencedDocument/IssuerAssignedID",
    "code": "SpecifiedTradeProduct/SellerAssignedID",
    "charge type": "SpecifiedTradeProduct/ApplicableProductCharacteristic/Value",
    "quantity": "SpecifiedLineTradeDelivery/BilledQuantity",
    "price": "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
    "net": f"{_LINE}/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
    "from": f"{_PERIOD}/StartDateTime/DateTimeString",
    "to": f"{_PERIOD}/EndDateTime/DateTimeString",
    "totals": _SUMMED,
    "sum": "LineTotalAmount",
    "without tax": "TaxBasisTotalAmount",
    "with tax": "GrandTotalAmount",
    "payable": "DuePayableAmount",
    "tax": f"{_SUMMED}/TaxTotalAmount",
    "tax row": f"{_SETTLED}/ApplicableTradeTax",
    "base": "BasisAmount",
    "row tax": "CalculatedAmount",
    "percent": "RateApplicablePercent",
}
