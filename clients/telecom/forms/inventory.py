"""Forms of carriers, accounts, sites and services."""

from typing import Any

from django import forms

from clients.telecom.forms.base import FactForm, RangeForm
from clients.telecom.models import BillingAccount, Carrier, Service, Site


class CarrierForm(FactForm):
    website = forms.URLField(required=False, assume_scheme="https")

    class Meta:
        model = Carrier
        fields = ["name", "currency", "website", "notes"]
        widgets = {"notes": forms.Textarea({"rows": 3})}


class AccountForm(FactForm):
    class Meta:
        model = BillingAccount
        fields = ["carrier", "number", "name", "contract", "legal_entity", "currency", "closed_on"]

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        contract = fields.get("contract")
        if contract and contract.carrier != fields.get("carrier"):
            self.add_error("contract", "This contract is with another carrier.")
        return fields


class SiteForm(FactForm):
    class Meta:
        model = Site
        fields = [
            "code", "name", "street", "city", "region", "postcode", "country", "closed_on",
        ]  # fmt: skip


class ServiceForm(RangeForm):
    """A service; the days of its suspension are the range."""

    range_field = "suspended"
    first_required = False

    class Meta:
        model = Service
        fields = [
            "number", "account", "kind", "product", "bandwidth", "speed_mbps", "seats", "site",
            "far_end", "parent", "redundancy_group", "monthly_rate", "install_date",
            "disconnect_date", "assigned_to", "unassigned_on", "kept_because", "device",
            "equipment_id", "sim", "equipment_ours_on", "suspended_rate",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].label = "Suspended from"
        self.fields["last"].label = "Suspended until"
        self.fields["last"].help_text = "The last day; leave empty while it is suspended."
        self.order_fields([*(name for name in self.fields if name != "suspended_rate")])
