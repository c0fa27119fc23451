"""Forms of certificates and service records."""

from typing import Any

from django import forms

from clients.telecom.forms.base import FactForm, RangeForm
from clients.telecom.forms.orders import PartForm
from clients.telecom.models import CustomerServiceRecord, ServiceRecordLine, TaxCertificate


class CertificateForm(RangeForm):
    class Meta:
        model = TaxCertificate
        fields = ["number", "tax", "jurisdiction", "legal_entity", "carrier", "given_on"]


class PaperForm(forms.Form):
    """The paper of a certificate."""

    file = forms.FileField(label="PDF or scan")


class ServiceRecordForm(FactForm):
    class Meta:
        model = CustomerServiceRecord
        fields = ["account", "btn", "as_of"]


class ServiceRecordLineForm(PartForm):
    class Meta:
        model = ServiceRecordLine
        fields = ["telephone_number", "usoc", "quantity", "pic", "lpic", "monthly_rate"]

    def __init__(self, *args: Any, whole: CustomerServiceRecord, **kwargs: Any) -> None:
        super().__init__(*args, whole=whole, **kwargs)
        self.instance.record = whole

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"record"}
