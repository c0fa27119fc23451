"""Forms about postings by hand; each asks for the reason, which the client reads."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import QuerySet

from clients.agreements.models import RetainerAgreement
from clients.agreements.terms import AMOUNT
from clients.work.models import HOURS, WorkEntry

READ = "The client reads it in the statement."
SOMETHING = MinValueValidator(Decimal("0.01"), "Write more than nothing.")


class ReasonForm(forms.Form):
    """Why something is posted by hand."""

    reason = forms.CharField(max_length=300, help_text=READ)


class AdjustForm(ReasonForm):
    """Give or take by hand."""

    amount = forms.DecimalField(
        help_text="−2.5 takes away; what is taken comes out of what lapses first.", **AMOUNT
    )

    field_order = ["amount", "reason"]

    def __init__(self, *args: Any, agreement: RetainerAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = agreement.currency if agreement.counts_money else "Hours"
        self.fields["amount"].label = f"{unit} to give, or to take"

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError("Write how much to give or to take.")
        return amount


class TransferForm(ReasonForm):
    """Move what is left to another agreement of the client."""

    target = forms.ModelChoiceField(
        RetainerAgreement.objects.none(), label="To", to_field_name="public_id"
    )
    amount = forms.DecimalField(validators=[SOMETHING], **AMOUNT)

    field_order = ["target", "amount", "reason"]

    def __init__(self, *args: Any, agreement: RetainerAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = agreement.currency if agreement.counts_money else "Hours"
        self.fields["amount"].label = f"{unit} to move"
        self.fields["target"].queryset = others_of(agreement)


def others_of(agreement: RetainerAgreement) -> QuerySet:
    """Agreements of the same client that count the same."""
    same = RetainerAgreement.objects.filter(
        client=agreement.client_id, basis=agreement.basis, currency=agreement.currency
    )
    return same.exclude(pk=agreement.pk).order_by("-starts_on")


class GiveBackForm(ReasonForm):
    """Correct an entry of a closed month."""

    hours = forms.DecimalField(label="Hours to give back", validators=[SOMETHING], **HOURS)

    field_order = ["hours", "reason"]

    def __init__(self, *args: Any, entry: WorkEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].initial = entry.charged
