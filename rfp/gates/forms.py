"""What is asked when a request is put forward."""

from django import forms

from clients.people.models import DecisionRight


class PutForwardForm(forms.Form):
    """What the issue is worth, which says who may approve it."""

    money = forms.DecimalField(
        label="Expected value over the term",
        min_value=0,
        max_digits=18,
        decimal_places=2,
        help_text="The limit of whoever approves is held against it.",
    )
    kind = forms.ChoiceField(
        label="Right it takes to approve",
        choices=DecisionRight.Subject.choices,
        initial=DecisionRight.Subject.CONTRACT,
    )
