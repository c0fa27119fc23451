"""Forms of contracts, their papers and the agreed prices."""

from typing import Any

from django import forms

from clients.telecom.forms.base import RangeForm, day_field
from clients.telecom.models import Contract, ContractDocument, ContractRate

#: Bytes a contract document may have.
DOCUMENT_LIMIT = 50_000_000


class ContractForm(RangeForm):
    range_field = "term"
    first_required = False

    class Meta:
        model = Contract
        fields = ["carrier", "number", "title", "notice_days", "prorates_disconnects"]


class RateForm(RangeForm):
    class Meta:
        model = ContractRate
        fields = [
            "carrier", "charge_code", "rate", "currency", "contract", "site", "service",
            "document", "page",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        contract, document = fields.get("contract"), fields.get("document")
        if contract and contract.carrier != fields.get("carrier"):
            self.add_error("contract", "This contract is with another carrier.")
        if document and document.contract != contract:
            self.add_error("document", "This document belongs to another contract.")
        return fields


class DocumentForm(forms.ModelForm):
    """A signed paper."""

    file = forms.FileField(label="PDF or scan")
    signed_on = day_field("Signed on")

    class Meta:
        model = ContractDocument
        fields = ["title", "signed_on"]
