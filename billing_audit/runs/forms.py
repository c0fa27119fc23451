"""The form that starts an audit."""

from datetime import date
from typing import Any

from django import forms

from billing_audit.bills.models import Invoice
from clients.people.choosing import ClientField
from clients.people.models import Client, User
from retainer.lib.format import month


class AuditForm(forms.Form):
    """Which client's bills, and of which months."""

    client = ClientField()
    month_from = forms.TypedChoiceField(
        label="From", coerce=date.fromisoformat, required=False, empty_value=None
    )
    month_to = forms.TypedChoiceField(
        label="To",
        coerce=date.fromisoformat,
        required=False,
        empty_value=None,
        help_text="Months are those of the bill dates. Earlier bills are still read to compare.",
    )

    def __init__(self, *args: Any, user: User, chosen: Client | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["client"].offer(Client.objects.visible_to(user).active(), chosen)
        bills = Invoice.objects.visible_to(user)
        if chosen is not None:
            bills = bills.filter(client=chosen)
        months = bills.order_by("-month").values_list("month", flat=True).distinct()
        choices = [(billed.isoformat(), month(billed)) for billed in months]
        self.fields["month_from"].choices = [("", "the first bill"), *reversed(choices)]
        self.fields["month_to"].choices = [("", "the latest bill"), *choices]
        self.has_bills = bool(choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("month_from"), cleaned.get("month_to")
        if first and last and first > last:
            self.add_error("month_to", "The last month is before the first: swap them.")
        return cleaned
