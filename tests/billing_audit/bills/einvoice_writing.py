"""Makes the bills that tests read; the product itself only reads."""

from lxml import etree

from billing_audit.bills.importers.einvoice.document import Document, Syntax
from tests.billing_audit.bills.einvoice_as_cii import write_cii
from tests.billing_audit.bills.einvoice_as_ubl import write_ubl


def write(document: Document) -> bytes:
    writer = write_ubl if document.syntax is Syntax.UBL else write_cii
    return etree.tostring(writer(document).element, xml_declaration=True, encoding="UTF-8")
