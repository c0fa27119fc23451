"""What somebody writes about a business case, and the values its model is tried with."""

from decimal import Decimal
from typing import Any

from django import forms

from clients.people.models import Client
from clients.telecom.forms.base import FactForm
from rfp.sourcing.case_models import BusinessCase
from rfp.sourcing.models import Route


class CaseForm(FactForm):
    """The words of a case, its term and its rate."""

    class Meta:
        model = BusinessCase
        fields = [
            *("title", "supplier", "decision", "summary", "baseline", "projection"),
            *("business_benefits", "strategic_benefits", "competition"),
            *("years", "rate", "currency"),
        ]

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, client=client, **kwargs)
        decision: Any = self.fields["decision"]
        decision.queryset = decision.queryset.filter(route=Route.SOLE_SOURCE)
        decision.empty_label = "None yet"
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 5


class ResultForm(forms.Form):
    """What a target came to."""

    value = forms.DecimalField(max_digits=18, decimal_places=4)
    source = forms.CharField(max_length=200)


def tried(case: BusinessCase, asked: Any) -> tuple[dict[str, Decimal], list[str]]:
    """The drivers' values that an address asks for, and what of it is no number."""
    values: dict[str, Decimal] = {}
    wrong: list[str] = []
    field = forms.DecimalField(max_digits=18, decimal_places=4)
    for driver in case.casedrivers.all():
        text = asked.get(f"driver-{driver.name}", "").strip()
        if not text:
            continue
        try:
            values[driver.name] = field.clean(text)
        except forms.ValidationError:
            wrong.append(f"{driver.title}: write a number like 38.50.")
    return values, wrong
