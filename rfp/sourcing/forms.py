"""What somebody writes about a sourcing decision: its answers, targets, options."""

from typing import Any

from django import forms

from clients.people.models import Client, User
from clients.telecom.forms.base import FactForm
from clients.telecom.models import Site
from rfp.sourcing.models import (
    Reason,
    SourcingDecision,
)

LONGEST_LINE, MOST_LINES = 160, 60


class LinesField(forms.CharField):
    """A list, one entry a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        lines = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines()))
        lines = [line for line in lines if line]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"Write {MOST_LINES} lines at most.")
        if any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(f"Write {LONGEST_LINE} characters a line at most.")
        return lines


class SourcingForm(FactForm):
    """The answers of a decision; its owner is one of the client's own people."""

    reasons = forms.MultipleChoiceField(
        choices=Reason.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    sites = forms.ModelMultipleChoiceField(
        Site.objects.filter(closed_on=None),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Sites in scope",
    )
    retained = LinesField(
        required=False,
        label="Functions that stay in the client's hands",
        help_text="One a line. Strategy and oversight always stay.",
    )
    outsourced = LinesField(
        required=False, label="Functions that go to the supplier", help_text="One a line."
    )

    class Meta:
        model = SourcingDecision
        fields = [
            *("title", "why", "reasons", "outcomes", "owner", "answers_for_all"),
            *("route", "route_because", "where", "sites", "retained", "outsourced"),
            *("money", "currency", "kind", "due_on"),
        ]
        widgets = {
            name: forms.Textarea({"rows": 3})
            for name in ("why", "outcomes", "answers_for_all", "route_because", "where")
        }

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, client=client, **kwargs)
        people = User.objects.filter(
            kind=User.Kind.CLIENT, is_active=True, memberships__client=client
        )
        owner: Any = self.fields["owner"]
        owner.queryset = people.order_by("name")
        owner.empty_label = "Nobody yet"
        if self.instance.pk:
            self.initial["sites"] = list(self.instance.places.values_list("site", flat=True))

    def _save_m2m(self) -> None:
        """Sites carry their client; the service stores them."""
