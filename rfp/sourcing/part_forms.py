"""What somebody writes about one part of a decision or of a business case."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from clients.telecom.forms.base import FactForm
from retainer.lib.formula import NotAFormula, names_in
from rfp.sourcing.case_parts import (
    CaseConcern,
    CaseDriver,
    CaseLine,
    CaseRisk,
    CaseStep,
    CaseTarget,
    CaseTerm,
)
from rfp.sourcing.models import SourcingOption, SourcingTarget
from rfp.sourcing.parts import Whole
from rfp.sourcing.reckoning import ALWAYS, FUNCTIONS


class PartForm(FactForm):
    """A part; which whole it is of comes with the address."""

    whole_field: ClassVar[str] = "case"

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any) -> None:
        super().__init__(*args, client=whole.client, **kwargs)
        setattr(self.instance, self.whole_field, whole)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {self.whole_field}


class TargetForm(PartForm):
    whole_field = "decision"

    class Meta:
        model = SourcingTarget
        fields = ["measure", "today", "target", "by", "objective"]


class OptionForm(PartForm):
    whole_field = "decision"

    class Meta:
        model = SourcingOption
        fields = ["title", "in_favour", "against", "is_chosen"]


class DriverForm(PartForm):
    class Meta:
        model = CaseDriver
        fields = ["title", "name", "unit", "value", "low", "high", "source"]


class LineForm(PartForm):
    """A cost; its formula speaks only of drivers that are there."""

    class Meta:
        model = CaseLine
        fields = ["scenario", "title", "formula"]

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any) -> None:
        super().__init__(*args, whole=whole, **kwargs)
        self.known = {*whole.casedrivers.values_list("name", flat=True), *ALWAYS}
        if drivers := sorted(self.known - set(ALWAYS)):
            said = self.fields["formula"].help_text
            self.fields["formula"].help_text = f"{said} Drivers: {', '.join(drivers)}."

    def clean_formula(self) -> str:
        formula = self.cleaned_data["formula"].strip()
        try:
            unknown = names_in(formula, FUNCTIONS) - self.known
        except NotAFormula as wrong:
            raise ValidationError(f"This cannot be reckoned: {wrong}.") from wrong
        if unknown:
            raise ValidationError(f"Add the driver {min(unknown)!r} first, or mend its name.")
        return formula


class RiskForm(PartForm):
    class Meta:
        model = CaseRisk
        fields = ["title", "dimension", "likelihood", "impact", "treatment", "owner"]


class CaseTargetForm(PartForm):
    class Meta:
        model = CaseTarget
        fields = ["measure", "direction", "target", "unit", "due_on"]


class StepForm(PartForm):
    class Meta:
        model = CaseStep
        fields = ["title", "body", "due_on", "done_on", "outcome"]


class ConcernForm(PartForm):
    class Meta:
        model = CaseConcern
        fields = ["concern", "raised_by", "raised_on", "answer", "answered_on"]


class TermForm(PartForm):
    class Meta:
        model = CaseTerm
        fields = ["term", "priority", "wanted", "fallback", "agreed"]
