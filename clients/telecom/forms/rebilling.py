"""The form of a provider's markup on charges it bills on."""

from django import forms

from clients.telecom.forms.base import RangeForm
from clients.telecom.models import RebillAgreement
from clients.telecom.models.rebilling import Rebilled


class RebillAgreementForm(RangeForm):
    kinds = forms.MultipleChoiceField(
        label="Charges it bills on", choices=Rebilled.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = RebillAgreement
        fields = ["account", "underlying", "markup_percent", "markup_cap", "kinds"]
