"""What somebody writes about a metric: its facts, how it is reckoned, examples, months."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clients.metrics.incentives import Terms
from clients.metrics.language import DECIMALS, LARGEST, Quantity, read_quantities, written
from clients.metrics.models import Metric, MetricDefinition
from clients.metrics.trial import Change
from clients.metrics.value_models import IncentivePlan
from clients.relationships.models import Relationship
from clients.telecom.forms.base import FactForm, as_typed
from retainer.lib.months import month_of, read_month


class MonthField(forms.DateField):
    """A month as browsers ask for it; its value is the first day."""

    widget = forms.DateInput({"type": "month"}, format="%Y-%m")

    def to_python(self, value: Any) -> date | None:
        if not value or isinstance(value, date):
            return value or None
        found = read_month(value)
        if found is None:
            raise ValidationError("Write the month like 2026-03.")
        return found


class MetricForm(FactForm):
    """What is measured, and why."""

    class Meta:
        model = Metric
        fields = ["name", "kind", "objective", "process", "scope", "contract"]

    def __init__(self, *args: Any, relationship: Relationship, **kwargs: Any) -> None:
        super().__init__(*args, client=relationship.client, **kwargs)
        self.instance.relationship = relationship
        contract: Any = self.fields["contract"]
        if relationship.carrier_id:
            contract.queryset = contract.queryset.filter(carrier=relationship.carrier_id)
        contract.empty_label = "None: a miss gives no credit on a bill"
        objective: Any = self.fields["objective"]
        objective.empty_label = "None yet"

    def _get_validation_exclusions(self) -> set[str]:
        # The relationship is not a field of the form, but its constraint names it.
        return super()._get_validation_exclusions() - {"relationship"}


class DefinitionForm(FactForm):
    """How it is reckoned; the inputs are listed one a line."""

    field_order = ["inputs_text", "formula"]

    inputs_text = forms.CharField(
        label="Inputs",
        widget=forms.Textarea({"rows": 4, "class": "mono", "spellcheck": "false"}),
        help_text="One a line: its name in the formula, what it is, its unit. Such as: "
        "down, minutes out of service, minutes",
    )

    class Meta:
        model = MetricDefinition
        fields = [
            "formula", "unit", "places", "rounding", "direction", "target", "floor",
            "source_system", "collected_by", "collected_how", "window", "exclusions",
            "credit_kind", "credit", "floor_credit", "charge_codes", "credit_codes", "within",
        ]  # fmt: skip
        widgets = {
            "formula": forms.TextInput({"class": "mono", "spellcheck": "false"}),
            "exclusions": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, client=kwargs["instance"].metric.client, **kwargs)
        self.initial["inputs_text"] = written(self.instance.quantities)

    def clean_inputs_text(self) -> str:
        try:
            quantities = read_quantities(self.cleaned_data["inputs_text"])
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong
        self.instance.inputs = [asdict(each) for each in quantities]
        return self.cleaned_data["inputs_text"]

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if fields.get("credit_kind") != MetricDefinition.Credit.NONE and not fields.get("credit"):
            self.add_error("credit", "Say how much the credit is.")
        pool_of_codes = fields.get("credit_kind") == MetricDefinition.Credit.POOL and fields.get(
            "charge_codes"
        )
        if pool_of_codes:
            self.add_error(
                "charge_codes", "What is at risk is of all monthly charges: leave empty."
            )
        return fields


class InputsForm(forms.Form):
    """A field for each input of a definition."""

    def __init__(self, *args: Any, quantities: tuple[Quantity, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quantities = quantities
        for each in quantities:
            self.fields[f"input_{each.name}"] = _number(
                f"{each.label[:1].upper()}{each.label[1:]}", f"{each.name}, in {each.unit}"
            )

    @property
    def numbers(self) -> dict[str, Decimal]:
        return {each.name: self.cleaned_data[f"input_{each.name}"] for each in self.quantities}


class ExampleForm(InputsForm):
    """Inputs with the result both sides agree on."""

    title = forms.CharField(
        label="What happened", max_length=160, help_text="Such as: one outage of an hour in March."
    )

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stated"] = _number("Result agreed", f"In {unit}, by hand.")


class ValueForm(InputsForm):
    """A month's inputs, and where they were read."""

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = forms.CharField(
            max_length=200, help_text="Where anybody can read them again."
        )
        if is_correction:
            self.fields["reason"] = forms.CharField(
                label="Why it is corrected", max_length=400, help_text="The client reads it."
            )


class FromForm(forms.Form):
    """From which month on something holds."""

    month = MonthField(label="From month")

    @classmethod
    def starting(cls, today: date) -> "FromForm":
        return cls(initial={"month": month_of(today)})


class PlanForm(forms.ModelForm):
    """What the metrics of a contract put at risk together."""

    class Meta:
        model = IncentivePlan
        fields = ["at_risk_percent", "pool_percent", "earn_back_months", "bonus_percent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in self.initial.items():
            if isinstance(value, Decimal):
                self.initial[name] = as_typed(value)


def _number(label: str, help_text: str, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        max_digits=24,
        decimal_places=DECIMALS,
        min_value=-LARGEST,
        max_value=LARGEST,
        widget=forms.NumberInput({"step": "any"}),
        **kwargs,
    )


class TrialForm(forms.Form):
    """Other terms to try: those of the plan, and target and credit of each metric."""

    def __init__(
        self, *args: Any, plan: IncentivePlan, metrics: list[Metric], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.metrics = metrics
        for name in ("at_risk_percent", "earn_back_months", "bonus_percent"):
            field = IncentivePlan._meta.get_field(name).formfield()
            stored = getattr(plan, name)
            field.initial = as_typed(stored) if isinstance(stored, Decimal) else stored
            self.fields[name] = field
        for each in metrics:
            newest = each.newest
            self.fields[f"target_{each.pk}"] = _number(
                f"{each}: target", f"In {newest.unit}.", initial=as_typed(newest.target)
            )
            if newest.credit is not None:
                self.fields[f"credit_{each.pk}"] = _number(
                    f"{each}: credit",
                    f"{newest.get_credit_kind_display()}.",
                    initial=as_typed(newest.credit),
                )

    @property
    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(said["at_risk_percent"], said["earn_back_months"], said["bonus_percent"])

    @property
    def changes(self) -> dict[int, Change]:
        said = self.cleaned_data
        return {
            each.pk: Change(said[f"target_{each.pk}"], said.get(f"credit_{each.pk}"))
            for each in self.metrics
        }
