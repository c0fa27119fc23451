"""Forms about hourly rates."""

from typing import Any
from uuid import UUID

from django import forms

from clients.agreements.forms import DayField, workers
from clients.agreements.models import Project, RetainerAgreement
from clients.agreements.rates import ClientRate, StandardRate

Choice = tuple[str, str]


class RateForm(forms.ModelForm):
    """An hourly rate of one client; whose it is stays what it was."""

    whose = forms.ChoiceField(label="Whose hours")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False, help_text="Leave empty for no end.")

    class Meta:
        model = ClientRate
        fields = ["rate", "starts_on", "ends_on"]

    field_order = ["whose", "rate", "starts_on", "ends_on"]

    def __init__(self, *args: Any, agreement: RetainerAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        self.fields["rate"].label = f"{agreement.currency} per hour"
        if self.instance.pk:
            del self.fields["whose"]
        else:
            self.instance.client, self.instance.currency = agreement.client, agreement.currency
            self.fields["whose"].choices = self._choices()

    def _choices(self) -> list[tuple[str, list[Choice]]]:
        """The narrowest first, as they count."""
        agreement = self.agreement
        roles = agreement.team.values_list("role", flat=True).order_by("role").distinct()
        projects = agreement.projects.filter(state=Project.State.OPEN)
        groups = [
            ("A person", [(f"person:{p.public_id}", p.name) for p in workers(agreement)]),
            ("A role in the team", [(f"role:{role}", role) for role in roles]),
            ("A project", [(f"project:{p.public_id}", p.name) for p in projects]),
            ("Everything else", [("client:", f"Everybody for {agreement.client}")]),
        ]
        return [group for group in groups if group[1]]

    def clean(self) -> dict[str, Any]:
        """Let the rate name what was chosen, before the database's rules are asked."""
        fields = super().clean() or self.cleaned_data
        kind, _, value = fields.get("whose", "").partition(":")
        rate, agreement = self.instance, self.agreement
        rate.agreement = agreement if kind in ("person", "role") or rate.agreement_id else None
        if kind == "person":
            rate.person = workers(agreement).get(public_id=UUID(value))
        elif kind == "role":
            rate.role = value
        elif kind == "project":
            rate.project = agreement.projects.get(public_id=UUID(value))
        return fields

    def _get_validation_exclusions(self) -> set[str]:
        named = {"client", "agreement", "project", "person", "role", "currency"}
        return super()._get_validation_exclusions() - named


class StandardRateForm(forms.ModelForm):
    """A line of the price list."""

    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False, help_text="Leave empty for no end.")

    class Meta:
        model = StandardRate
        fields = ["role", "rate", "currency", "starts_on", "ends_on"]
