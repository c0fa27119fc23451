"""An e-invoice written as UN/CEFACT Cross Industry Invoice, in the subset of EN 16931."""

from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

from retainer.demo.einvoice import ChargeLine, EInvoice, Party, TaxSubtotal

_STANDARD = "urn:un:unece:uncefact:data:standard"
NAMESPACES = (
    f'xmlns:rsm="{_STANDARD}:CrossIndustryInvoice:100" '
    f'xmlns:ram="{_STANDARD}:ReusableAggregateBusinessInformationEntity:100" '
    f'xmlns:udt="{_STANDARD}:UnqualifiedDataType:100"'
)


def cii(invoice: EInvoice) -> str:
    """The whole document."""
    context = _group(
        "GuidelineSpecifiedDocumentContextParameter", _basic("ID", "urn:cen.eu:en16931:2017")
    )
    document = "".join(
        (
            _basic("ID", invoice.number),
            _basic("TypeCode", "380"),
            _moment("IssueDateTime", invoice.issued),
        )
    )
    transaction = "\n".join(
        (
            *(_line(line) for line in invoice.lines),
            _agreement(invoice),
            "<ram:ApplicableHeaderTradeDelivery/>",
            _settlement(invoice),
        )
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice {NAMESPACES}>\n'
        f"<rsm:ExchangedDocumentContext>{context}</rsm:ExchangedDocumentContext>\n"
        f"<rsm:ExchangedDocument>{document}</rsm:ExchangedDocument>\n"
        f"<rsm:SupplyChainTradeTransaction>\n{transaction}\n</rsm:SupplyChainTradeTransaction>\n"
        "</rsm:CrossIndustryInvoice>\n"
    )


def _basic(name: str, value: object, **attributes: str) -> str:
    given = "".join(f' {key}="{escape(text)}"' for key, text in attributes.items())
    return f"<ram:{name}{given}>{escape(str(value))}</ram:{name}>"


def _group(name: str, *children: str) -> str:
    return f"<ram:{name}>{''.join(children)}</ram:{name}>"


def _moment(name: str, day: date) -> str:
    text = f'<udt:DateTimeString format="102">{day:%Y%m%d}</udt:DateTimeString>'
    return _group(name, text)


def _period(start: date, end: date) -> str:
    return _group(
        "BillingSpecifiedPeriod", _moment("StartDateTime", start), _moment("EndDateTime", end)
    )


def _tax(category: str, percent: Decimal, row: TaxSubtotal | None = None) -> str:
    return _group(
        "ApplicableTradeTax",
        _basic("CalculatedAmount", row.tax) if row else "",
        _basic("TypeCode", "VAT"),
        _basic("ExemptionReason", row.exemption_reason) if row and row.exemption_reason else "",
        _basic("BasisAmount", row.taxable) if row else "",
        _basic("CategoryCode", category),
        _basic("RateApplicablePercent", percent),
    )


def _line(line: ChargeLine) -> str:
    product = _group(
        "SpecifiedTradeProduct",
        _basic("SellerAssignedID", line.code),
        _basic("Name", line.name),
        _group(
            "ApplicableProductCharacteristic",
            _basic("Description", "charge_type"),
            _basic("Value", line.charge_type),
        ),
    )
    price = _group("NetPriceProductTradePrice", _basic("ChargeAmount", line.price))
    quantity = _basic("BilledQuantity", line.quantity, unitCode=line.unit)
    net = _basic("LineTotalAmount", line.net)
    service = _group(
        "AdditionalReferencedDocument",
        _basic("IssuerAssignedID", line.service_id),
        _basic("TypeCode", "130"),
        _basic("ReferenceTypeCode", "AVE"),
    )
    return _group(
        "IncludedSupplyChainTradeLineItem",
        _group("AssociatedDocumentLineDocument", _basic("LineID", line.number)),
        product,
        _group("SpecifiedLineTradeAgreement", price),
        _group("SpecifiedLineTradeDelivery", quantity),
        _group(
            "SpecifiedLineTradeSettlement",
            _tax(line.tax_category, line.tax_percent),
            _period(line.period_from, line.period_to),
            _group("SpecifiedTradeSettlementLineMonetarySummation", net),
            service,
        ),
    )


def _party(name: str, party: Party, known_as: str = "") -> str:
    return _group(
        name,
        _basic("ID", known_as) if known_as else "",
        _basic("Name", party.registered_as),
        _group(
            "SpecifiedLegalOrganization",
            _basic("ID", party.legal_id),
            _basic("TradingBusinessName", party.name),
        ),
        _group(
            "PostalTradeAddress",
            _basic("PostcodeCode", party.postcode),
            _basic("LineOne", party.street),
            _basic("CityName", party.city),
            _basic("CountryID", party.country),
            _basic("CountrySubDivisionName", party.state),
        ),
        _group("URIUniversalCommunication", _basic("URIID", party.address, schemeID="EM")),
        _group("SpecifiedTaxRegistration", _basic("ID", f"US{party.legal_id}", schemeID="VA")),
    )


def _agreement(invoice: EInvoice) -> str:
    contract = _basic("IssuerAssignedID", invoice.contract)
    return _group(
        "ApplicableHeaderTradeAgreement",
        _basic("BuyerReference", invoice.account_no),
        _party("SellerTradeParty", invoice.seller),
        _party("BuyerTradeParty", invoice.buyer, invoice.account_no),
        _group("ContractReferencedDocument", contract) if invoice.contract else "",
    )


def _settlement(invoice: EInvoice) -> str:
    totals, currency = invoice.totals, invoice.currency
    summation = _group(
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        _basic("LineTotalAmount", totals.lines),
        _basic("TaxBasisTotalAmount", totals.without_tax),
        _basic("TaxTotalAmount", totals.tax, currencyID=currency),
        _basic("RoundingAmount", totals.rounding) if totals.rounding else "",
        _basic("GrandTotalAmount", totals.with_tax),
        _basic("TotalPrepaidAmount", totals.prepaid) if totals.prepaid else "",
        _basic("DuePayableAmount", totals.payable),
    )
    return _group(
        "ApplicableHeaderTradeSettlement",
        _basic("InvoiceCurrencyCode", currency),
        *(_tax(row.category, row.percent, row) for row in invoice.breakdown),
        _group("SpecifiedTradePaymentTerms", _moment("DueDateDateTime", invoice.due)),
        summation,
    )
