"""An XML document under construction: what a test's bill does not say is left out."""

from lxml import etree

from billing_audit.bills.importers.einvoice.document import Amount
from billing_audit.bills.importers.einvoice.xml import NAMESPACES, clark


class Sheet:
    """An element under construction."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    def add(self, path: str) -> "Sheet":
        parent = self.element
        for step in path.split("/"):
            parent = etree.SubElement(parent, clark(step))
        return Sheet(parent)

    def text(self, path: str, said: str | None, **attributes: str) -> None:
        if said:
            element = self.add(path).element
            element.text = said
            element.attrib.update(attributes)

    def amount(self, path: str, amount: Amount | None, unit: str = "currencyID") -> None:
        if amount is not None:
            element = self.add(path).element
            element.text = amount.text
            if amount.unit is not None:
                element.set(unit, amount.unit)


def root(name: str, *prefixes: str) -> Sheet:
    return Sheet(etree.Element(clark(name), nsmap={each: NAMESPACES[each] for each in prefixes}))
