"""Tax certificates and the carriers' own service records."""

from clients.telecom import forms
from clients.telecom.models import CustomerServiceRecord, TaxCertificate
from clients.telecom.reference import Certificates, ServiceRecords
from clients.telecom.registers.base import CLIENT, Cell, Register, until
from retainer.lib import format as written

CERTIFICATES = Register(
    noun="certificate",
    title="Tax certificates",
    answer="Which taxes and fees the client need not pay, and since when carriers know.",
    empty="Each certificate frees one legal entity of one tax. Attach the paper on its page.",
    model=TaxCertificate,
    form=forms.CertificateForm,
    cells=(
        Cell("Certificate", lambda row: row.number, "mono"),
        Cell("Tax or fee", lambda row: row.tax),
        Cell("Jurisdiction", lambda row: row.jurisdiction or "Everywhere"),
        Cell("Legal entity", lambda row: row.legal_entity),
        CLIENT,
        Cell("Carrier", lambda row: row.carrier or "Every carrier"),
        Cell("Given to the carrier on", lambda row: written.day(row.given_on), detail_only=True),
        Cell("From", lambda row: written.day(row.valid.lower)),
        Cell("Until", until),
    ),
    order=("tax", "id"),
    search=("number", "tax", "jurisdiction", "legal_entity", "carrier__name"),
    related=("client", "carrier", "file"),
    loader=Certificates,
    icon="contract",
)

RECORDS = Register(
    noun="record",
    title="Service records",
    answer="What the carriers themselves have on file for each billing telephone number (CSR).",
    empty="Ask the carrier for the customer service records and load them from a CSV file.",
    model=CustomerServiceRecord,
    form=forms.ServiceRecordForm,
    cells=(
        Cell("Billing number", lambda row: row.btn, "mono"),
        Cell("Account", lambda row: row.account),
        CLIENT,
        Cell("As of", lambda row: written.day(row.as_of)),
    ),
    order=("btn", "id"),
    search=("btn", "account__number", "account__carrier__name"),
    related=("client", "account__carrier"),
    loader=ServiceRecords,
    icon="phone",
)
