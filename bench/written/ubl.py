"""One UBL 2.1 invoice with as many lines as wanted; its sums are right."""

from decimal import Decimal
from pathlib import Path

from lxml import etree

CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="{CAC}" xmlns:cbc="{CBC}">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
<cbc:ID>INV-8</cbc:ID><cbc:IssueDate>2026-04-01</cbc:IssueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity>
<cbc:RegistrationName>Larkspur</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID>778-0042</cbc:ID>
</cac:PartyIdentification><cac:PartyLegalEntity><cbc:RegistrationName>Bench</cbc:RegistrationName>
</cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
"""
TAX = """<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{tax}</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="EUR">{net}</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="EUR">{tax}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID>
<cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>
</cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">{net}</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="EUR">{net}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">{due}</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">{due}</cbc:PayableAmount></cac:LegalMonetaryTotal>
"""
LINE = """<cac:InvoiceLine><cbc:ID>{number}</cbc:ID>
<cbc:InvoicedQuantity unitCode="MON">1</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="EUR">{price}</cbc:LineExtensionAmount>
<cac:InvoicePeriod><cbc:StartDate>2026-03-01</cbc:StartDate><cbc:EndDate>2026-03-31</cbc:EndDate>
</cac:InvoicePeriod><cac:Item><cbc:Name>Port {kind}</cbc:Name><cac:ClassifiedTaxCategory>
<cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
</cac:ClassifiedTaxCategory><cac:AdditionalItemProperty><cbc:Name>MSISDN</cbc:Name>
<cbc:Value>49555{service:07d}</cbc:Value></cac:AdditionalItemProperty></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="EUR">{price}</cbc:PriceAmount></cac:Price>
</cac:InvoiceLine>
"""


def write(path: Path, lines: int) -> None:
    prices = [Decimal(1000 + number % 5000).scaleb(-2) for number in range(1, lines + 1)]
    net = sum(prices)
    tax = (net * Decimal("0.2")).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD + TAX.format(net=net, tax=tax, due=net + tax))
        file.writelines(
            LINE.format(number=number, price=price, kind=number % 40, service=number % 50_000)
            for number, price in enumerate(prices, 1)
        )
        file.write("</Invoice>\n")


def parse_alone(path: Path) -> int:
    """The fastest there is: every line met and forgotten."""
    count = 0
    for _, element in etree.iterparse(str(path), tag=f"{{{CAC}}}InvoiceLine"):
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count
