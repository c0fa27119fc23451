"""E-invoices to damage: in both syntaxes, and inside a PDF."""

from tests.billing_audit.bills.einvoice_files import CREDIT, ETHERNET, MOBILE, changed
from tests.billing_audit.bills.test_einvoice_pdf import pdf


def ubl() -> bytes:
    return changed(MOBILE).getvalue()


def others() -> tuple[bytes, ...]:
    return changed(CREDIT).getvalue(), changed(ETHERNET).getvalue()


def factur_x() -> bytes:
    return pdf(factur__x_xml=changed(ETHERNET).getvalue()).getvalue()
