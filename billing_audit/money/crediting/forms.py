"""What is asked when a person matches a credit by hand."""

from typing import Any

from django import forms

from billing_audit.money.credit_models import Credit
from billing_audit.money.credit_querysets import CreditQuerySet
from billing_audit.money.models import Dispute
from retainer.lib import format as written

#: Credits offered, the newest first.
LATEST = 50


class _Credits(forms.ModelChoiceField):
    def label_from_instance(self, obj: Credit) -> str:
        about = " ".join(part for part in (obj.service, obj.description) if part)
        left = written.money(obj.left, obj.currency)
        return f"{left}, {obj} of {written.day(obj.on)}: {about[:60]}"


class MatchForm(forms.Form):
    """Which credit, and how much of it."""

    credit = _Credits(Credit.objects.none(), label="Credit", empty_label="Choose a credit")
    amount = forms.DecimalField(
        label="How much of it",
        max_digits=15,
        decimal_places=3,
        required=False,
        help_text="Empty: as much as it gives and the dispute still asks for.",
    )

    def __init__(self, *args: Any, dispute: Dispute, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="match-%s", **kwargs)
        offered = offered_for(dispute).values_list("pk", flat=True)[:LATEST]
        credits = Credit.objects.filter(pk__in=list(offered)).select_related("invoice")
        self.fields["credit"].queryset = credits


def offered_for(dispute: Dispute) -> CreditQuerySet:
    """Credits of its carrier on bills that nothing holds in full and that it does not have."""
    credits = Credit.objects.filter(
        client=dispute.client_id,
        carrier=dispute.carrier_id,
        currency=dispute.currency,
        invoice__isnull=False,
    )
    return credits.unmatched().exclude(matches__dispute=dispute).order_by("-on", "-pk")
