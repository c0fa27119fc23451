"""What is asked when a decision becomes a rule, and when a rule is lifted."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from billing_audit.suppressions.models import Suppression
from billing_audit.suppressions.scopes import Scope
from retainer.lib import format as written
from retainer.lib.months import read_month, shifted

MONTHS_OFFERED = 24
USUAL = 12


class SuppressForm(forms.Form):
    """How far the rule reaches, until when, and what makes the charge right."""

    scope = forms.ChoiceField(label="Covers what this check finds on", widget=forms.RadioSelect)
    until = forms.TypedChoiceField(label="Up to the bills of", coerce=lambda text: read_month(text))
    reason = forms.ChoiceField(label="Reason", choices=Suppression.Reason.choices)
    note = forms.CharField(
        label="What makes it right",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Where it is agreed, by whom. Only the practice reads it.",
        error_messages={"required": "Say what makes it right, such as an amendment or a letter."},
    )

    def __init__(self, *args: Any, scopes: list[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._scopes = {scope.name: scope for scope in scopes}
        self.fields["scope"].choices = [(each.name, each.covering) for each in scopes]
        self.fields["scope"].initial = scopes[0].name
        this = timezone.localdate().replace(day=1)
        months = [shifted(this, ahead) for ahead in range(MONTHS_OFFERED + 1)]
        self.fields["until"].choices = [(_key(month), written.month(month)) for month in months]
        self.fields["until"].initial = _key(shifted(this, USUAL))

    @property
    def rule(self) -> dict[str, Any]:
        """As the service takes it."""
        return self.cleaned_data | {"scope": self._scopes[self.cleaned_data["scope"]]}


class LiftForm(forms.Form):
    """Why a rule holds no more."""

    why = forms.CharField(
        label="Why it holds no more",
        max_length=300,
        widget=forms.TextInput({"placeholder": "The contract that allowed it has ended"}),
    )


def _key(month: date) -> str:
    return f"{month:%Y-%m}"
