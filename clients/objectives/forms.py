"""What somebody writes about an objective: its facts, a reading, what serves it."""

from typing import Any

from django import forms
from django.db.models import Q

from clients.advice.models import Recommendation
from clients.advice.querysets import PUT_AWAY
from clients.agreements.models import Project
from clients.objectives.models import Objective, Reading
from clients.people.models import Client, User
from clients.telecom.forms.base import FactForm


class ObjectiveForm(FactForm):
    """The facts of an objective; its owner is one of the client's own people."""

    class Meta:
        model = Objective
        fields = ["sentence", "lens", "baseline", "target", "unit", "due_on", "owner"]

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, client=client, **kwargs)
        people = User.objects.filter(
            kind=User.Kind.CLIENT, is_active=True, memberships__client=client
        )
        owner: Any = self.fields["owner"]
        owner.queryset = people.order_by("name")
        owner.empty_label = "Nobody yet"


class ReadingForm(forms.ModelForm):
    """A value, its day and its source."""

    class Meta:
        model = Reading
        fields = ["day", "value", "source"]
        widgets = {"day": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}


class LinkForm(forms.Form):
    """Which recommendations and projects of the client serve an objective."""

    recommendations = forms.ModelMultipleChoiceField(
        Recommendation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The client sees those that were published.",
    )
    projects = forms.ModelMultipleChoiceField(
        Project.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="All approved work of a project counts.",
    )

    def __init__(self, *args: Any, objective: Objective, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        advised, projects = self.fields["recommendations"], self.fields["projects"]
        # What was put away since it was linked stays until somebody takes it off.
        offered = ~Q(state__in=PUT_AWAY) | Q(pk__in=objective.recommendations.values("pk"))
        of_client = Recommendation.objects.filter(client=objective.client_id)
        advised.queryset = of_client.filter(offered).order_by("-pk")
        projects.queryset = Project.objects.filter(client=objective.client_id).order_by("name")
        advised.initial = list(objective.recommendations.values_list("pk", flat=True))
        projects.initial = list(objective.projects.values_list("pk", flat=True))
