"""What is asked about a cause of our own."""

from django import forms


class CauseForm(forms.Form):
    """Why a finding is of our own making, or is not after all."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="Such as: we advised this plan in March. Only the practice reads it.",
    )
