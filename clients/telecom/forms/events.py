"""Forms of outages and payments."""

from django import forms

from clients.telecom.forms.base import FactForm
from clients.telecom.models import Outage, Payment


def moment_field(label: str, *, required: bool = False) -> forms.DateTimeField:
    """A day and time as browsers ask for it."""
    return forms.DateTimeField(
        label=label,
        required=required,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class OutageForm(FactForm):
    began = moment_field("Began", required=True)
    reported = moment_field("Reported to the carrier")
    responded = moment_field("Carrier responded")
    ended = moment_field("Restored")
    carrier_caused = forms.NullBooleanField(
        label="The carrier's fault",
        required=False,
        help_text="Unknown until the carrier says so. Without it no credit is due.",
    )

    class Meta:
        model = Outage
        fields = [
            "service", "ticket", "began", "reported", "responded", "ended", "carrier_caused",
            "credit_asked_on",
        ]  # fmt: skip


class PaymentForm(FactForm):
    class Meta:
        model = Payment
        fields = [
            "account", "invoice_number", "paid_on", "received_on", "amount", "kind", "reference",
        ]  # fmt: skip
