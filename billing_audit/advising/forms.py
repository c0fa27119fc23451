"""What a consultant says about paying a bill."""

from decimal import Decimal

from django import forms

from billing_audit.advising.models import PaymentAdvice


class PaymentAdviceForm(forms.Form):
    """Pay, withhold so much, or hold; and why."""

    advice = forms.ChoiceField(
        label="We advise to",
        choices=PaymentAdvice.Advice.choices,
        widget=forms.RadioSelect,
    )
    withheld = forms.DecimalField(
        label="Amount to withhold",
        max_digits=18,
        decimal_places=3,
        min_value=Decimal(0),
        required=False,
        help_text="Only where a part is withheld.",
    )
    reason = forms.CharField(
        label="Why",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="The client and its accounts payable read it.",
    )
