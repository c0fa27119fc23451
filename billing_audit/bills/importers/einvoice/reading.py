"""From a file to a ``Document``, whatever it is wrapped in."""

from typing import BinaryIO

from lxml import etree

from billing_audit.bills.importers.einvoice import cii, ubl
from billing_audit.bills.importers.einvoice.document import Document, Line
from billing_audit.bills.importers.einvoice.xml import Node, Walk, clark
from retainer.lib.refusal import Refused

READERS = {
    **dict.fromkeys(map(clark, ubl.LINES), ubl),
    **dict.fromkeys(map(clark, cii.LINES), cii),
}


def read_xml(source: BinaryIO) -> Document:
    """Read one e-invoice in XML; refuses what is none, in a sentence for people."""
    lines: list[Line] = []

    def take(root_tag: str, node: Node) -> None:
        lines.append(READERS[root_tag].read_line(root_tag, node, len(lines) + 1))

    root = Walk({**ubl.LINES, **cii.LINES}, unknown_root).read(source, take)
    return READERS[root.element.tag].read_document(root, tuple(lines))


def unknown_root(name: etree.QName) -> Refused:
    if name.localname == "CrossIndustryDocument":
        return Refused(
            "This is a ZUGFeRD 1 invoice. That version is not supported; ask the carrier for "
            "ZUGFeRD 2 (Factur-X) or XRechnung.",
            reason="zugferd_1",
        )
    return Refused(
        f"This XML is not an e-invoice we know: it begins with <{name.localname}>, and we read "
        "UBL 2.1 Invoice and CreditNote and CrossIndustryInvoice.",
        reason="not_an_einvoice",
    )
