"""What is asked when a client's value is changed."""

from decimal import Decimal
from typing import Any

from django import forms

from billing_audit.checks.settings import Setting


class TuneForm(forms.Form):
    """The value and the reason; what the value may be, the setting says."""

    value = forms.DecimalField(label="The client’s value")
    reason = forms.CharField(
        max_length=300,
        help_text="The client reads it too, such as: the carrier rounds the tax of each line.",
        error_messages={"required": "Say why the client is audited otherwise."},
    )

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._setting = setting
        self.fields["value"].help_text = f"{setting.bounds[0].upper()}{setting.bounds[1:]}."
        self.fields["value"].widget = forms.TextInput({"inputmode": "decimal"})

    def clean_value(self) -> Decimal:
        value = self.cleaned_data["value"]
        if fault := self._setting.fault(value):
            raise forms.ValidationError(fault)
        return value
