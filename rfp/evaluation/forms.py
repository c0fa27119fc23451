"""What is filled in about an evaluation."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from clients.people.models import User
from rfp.evaluation.models import Criterion, Evaluation


class RulesForm(forms.ModelForm):
    """The rules of scoring."""

    class Meta:
        model = Evaluation
        fields = ["scale", "spread", "discount", "is_anonymous"]


class EvaluatorForm(forms.Form):
    """Somebody who scores, and what."""

    person = forms.ModelChoiceField(User.objects.none(), label="Who", empty_label="Choose somebody")
    groups = forms.MultipleChoiceField(
        label="Which requirements",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked means all of them.",
    )

    def __init__(self, *args: Any, people: list[User], groups: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = User.objects.filter(pk__in=[each.pk for each in people]).order_by("name")
        if groups:
            chosen: Any = self.fields["groups"]
            chosen.choices = [(each, each) for each in groups]
        else:
            del self.fields["groups"]


class ScoreForm(forms.Form):
    """Points and a remark for one answer; empty points mean not scored yet."""

    points = forms.DecimalField(
        label="Points", required=False, min_value=0, max_digits=5, decimal_places=2
    )
    remark = forms.CharField(
        label="Why", required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, data: QueryDict | None, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(data, prefix=criterion.code, **kwargs)
        self.criterion = criterion
        points: Any = self.fields["points"]
        points.max_value = criterion.most
        points.validators.append(forms.fields.validators.MaxValueValidator(criterion.most))
        points.widget.attrs |= {"max": criterion.most, "step": "0.5", "inputmode": "decimal"}

    @property
    def given(self) -> tuple[Decimal | None, str]:
        return self.cleaned_data.get("points"), self.cleaned_data.get("remark", "")


class AgreeForm(forms.Form):
    """What the meeting agreed on."""

    points = forms.DecimalField(label="Agreed points", min_value=0, max_digits=5, decimal_places=2)
    reason = forms.CharField(
        label="Why", required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
