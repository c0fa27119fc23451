"""An e-invoice written as UBL 2.1, in the subset of Peppol BIS Billing 3.0."""

from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

from retainer.demo.einvoice import ChargeLine, EInvoice, Party, TaxSubtotal

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
NAMESPACES = (
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)


def ubl(invoice: EInvoice) -> str:
    """The whole document."""
    parts = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Invoice {NAMESPACES}>',
        _basic("CustomizationID", CUSTOMIZATION),
        _basic("ProfileID", PROFILE),
        _basic("ID", invoice.number),
        _basic("IssueDate", invoice.issued),
        _basic("DueDate", invoice.due),
        _basic("InvoiceTypeCode", "380"),
        _basic("DocumentCurrencyCode", invoice.currency),
        _basic("BuyerReference", invoice.account_no),
    ]
    if invoice.contract:
        parts.append(_group("ContractDocumentReference", _basic("ID", invoice.contract)))
    parts += [
        _group("AccountingSupplierParty", _party(invoice.seller)),
        _group("AccountingCustomerParty", _party(invoice.buyer, invoice.account_no)),
        _tax_total(invoice),
        _totals(invoice),
    ]
    parts += [_line(line, invoice.currency) for line in invoice.lines]
    return "\n".join([*parts, "</Invoice>\n"])


def _basic(name: str, value: object, **attributes: str) -> str:
    given = "".join(f' {key}="{escape(text)}"' for key, text in attributes.items())
    return f"<cbc:{name}{given}>{escape(str(value))}</cbc:{name}>"


def _group(name: str, *children: str) -> str:
    return f"<cac:{name}>{''.join(children)}</cac:{name}>"


def _money(name: str, amount: Decimal, currency: str) -> str:
    return _basic(name, amount, currencyID=currency)


def _party(party: Party, known_as: str = "") -> str:
    return _group(
        "Party",
        _basic("EndpointID", party.address, schemeID="EM"),
        _group("PartyIdentification", _basic("ID", known_as)) if known_as else "",
        _group("PartyName", _basic("Name", party.name)),
        _group(
            "PostalAddress",
            _basic("StreetName", party.street),
            _basic("CityName", party.city),
            _basic("PostalZone", party.postcode),
            _basic("CountrySubentity", party.state),
            _group("Country", _basic("IdentificationCode", party.country)),
        ),
        _group("PartyTaxScheme", _basic("CompanyID", f"US{party.legal_id}"), _vat()),
        _group(
            "PartyLegalEntity",
            _basic("RegistrationName", party.registered_as),
            _basic("CompanyID", party.legal_id),
        ),
    )


def _vat() -> str:
    return _group("TaxScheme", _basic("ID", "VAT"))


def _category(name: str, code: str, percent: Decimal, reason: str = "") -> str:
    exemption = _basic("TaxExemptionReason", reason) if reason else ""
    return _group(name, _basic("ID", code), _basic("Percent", percent), exemption, _vat())


def _tax_total(invoice: EInvoice) -> str:
    currency = invoice.currency
    subtotals = (_subtotal(row, currency) for row in invoice.breakdown)
    return _group("TaxTotal", _money("TaxAmount", invoice.totals.tax, currency), *subtotals)


def _subtotal(row: TaxSubtotal, currency: str) -> str:
    return _group(
        "TaxSubtotal",
        _money("TaxableAmount", row.taxable, currency),
        _money("TaxAmount", row.tax, currency),
        _category("TaxCategory", row.category, row.percent, row.exemption_reason),
    )


def _totals(invoice: EInvoice) -> str:
    totals, currency = invoice.totals, invoice.currency
    parts = [
        _money("LineExtensionAmount", totals.lines, currency),
        _money("TaxExclusiveAmount", totals.without_tax, currency),
        _money("TaxInclusiveAmount", totals.with_tax, currency),
    ]
    if totals.prepaid:
        parts.append(_money("PrepaidAmount", totals.prepaid, currency))
    if totals.rounding:
        parts.append(_money("PayableRoundingAmount", totals.rounding, currency))
    parts.append(_money("PayableAmount", totals.payable, currency))
    return _group("LegalMonetaryTotal", *parts)


def _line(line: ChargeLine, currency: str) -> str:
    return _group(
        "InvoiceLine",
        _basic("ID", line.number),
        _basic("InvoicedQuantity", line.quantity, unitCode=line.unit),
        _money("LineExtensionAmount", line.net, currency),
        _period(line.period_from, line.period_to),
        _group(
            "DocumentReference",
            _basic("ID", line.service_id, schemeID="AVE"),
            _basic("DocumentTypeCode", "130"),
        ),
        _group(
            "Item",
            _basic("Name", line.name),
            _group("SellersItemIdentification", _basic("ID", line.code)),
            _category("ClassifiedTaxCategory", line.tax_category, line.tax_percent),
            _group(
                "AdditionalItemProperty",
                _basic("Name", "charge_type"),
                _basic("Value", line.charge_type),
            ),
        ),
        _group("Price", _money("PriceAmount", line.price, currency)),
    )


def _period(start: date, end: date) -> str:
    return _group("InvoicePeriod", _basic("StartDate", start), _basic("EndDate", end))
