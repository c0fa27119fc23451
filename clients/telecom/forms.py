"""Forms of the telecom registers.

Every choice comes from the client's own rows, so that a form cannot point at
another client's site, service or contract.
"""

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from clients.people.models import Client
from clients.telecom.models import (
    BillingAccount,
    Carrier,
    Contract,
    ContractDocument,
    ContractRate,
    PublicFee,
    Service,
    Site,
)
from clients.telecom.reference.lookups import days, last_day

#: Bytes a contract document may have.
DOCUMENT_LIMIT = 50_000_000


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A date as browsers ask for it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class FactForm(forms.ModelForm):
    """A fact of one client: its choices are narrowed to that client's rows.

    A form that edits carries what the row was when it was shown, so that nobody
    overwrites unseen what somebody else saved in between.
    """

    def __init__(self, *args: Any, client: Client | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client = client
        if client is not None:
            self.instance.client = client
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and _has_client(field.queryset.model):
                field.queryset = field.queryset.filter(client=client)
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        if self.instance.pk:
            self.stored = _fingerprint(self.instance)
            self.fields["seen"] = forms.CharField(
                widget=forms.HiddenInput, initial=self.stored, required=False
            )

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if self.instance.pk and fields.get("seen") != self.stored:
            self.add_error(
                None,
                "Somebody else changed this since you opened it. Open the page again to see "
                "how, then enter your change.",
            )
        return fields

    def _get_validation_exclusions(self) -> set[str]:
        # The client is not a field of the form, but constraints name it.
        return super()._get_validation_exclusions() - {"client"}


def _fingerprint(row: Model) -> str:
    values = [getattr(row, field.attname) for field in row._meta.concrete_fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()


def _has_client(model: type[Model]) -> bool:
    return any(field.name == "client" for field in model._meta.get_fields())


class RangeForm(FactForm):
    """A fact that holds from one day to another, both included."""

    range_field = "valid"
    first_required = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"] = day_field("First day", required=self.first_required)
        self.fields["last"] = day_field("Last day", help_text="Leave empty while it holds.")
        if stored := getattr(self.instance, self.range_field, None):
            self.initial |= {"first": stored.lower, "last": last_day(stored)}

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        first: date | None = fields.get("first")
        last: date | None = fields.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day lies before the first.")
        elif first:
            setattr(self.instance, self.range_field, days(first, last))
        elif last:
            self.add_error("first", "Say when it starts.")
        elif not self.first_required:
            setattr(self.instance, self.range_field, None)
        return fields

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {self.range_field}


class CarrierForm(FactForm):
    website = forms.URLField(required=False, assume_scheme="https")

    class Meta:
        model = Carrier
        fields = ["name", "currency", "website", "notes"]
        widgets = {"notes": forms.Textarea({"rows": 3})}


class AccountForm(FactForm):
    class Meta:
        model = BillingAccount
        fields = ["carrier", "number", "name", "currency", "closed_on"]


class SiteForm(FactForm):
    class Meta:
        model = Site
        fields = [
            "code", "name", "street", "city", "region", "postcode", "country", "closed_on",
        ]  # fmt: skip


class ServiceForm(FactForm):
    class Meta:
        model = Service
        fields = [
            "number", "account", "kind", "product", "bandwidth", "site", "monthly_rate",
            "install_date", "disconnect_date",
        ]  # fmt: skip


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


class FeeForm(RangeForm):
    class Meta:
        model = PublicFee
        fields = ["authority", "code", "title", "rate", "unit", "source", "published_on"]
        help_texts = {"rate": "For a percentage the fraction: 0.366 for 36.6%."}


class DocumentForm(forms.ModelForm):
    """A signed paper."""

    file = forms.FileField(label="PDF or scan")
    signed_on = day_field("Signed on")

    class Meta:
        model = ContractDocument
        fields = ["title", "signed_on"]


class RegisterFileForm(forms.Form):
    """A file for a register."""

    file = forms.FileField(label="File")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > 20_000_000:
            raise ValidationError("The file is larger than 20 MB. Split it.")
        return file
