"""What somebody writes about a task that goes over, the path agreed, and what was taught."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from clients.handover.models import HandoverPath, HandoverTask, TrainingItem, TrainingSession
from clients.people.models import Client, User
from clients.telecom.forms.base import FactForm, day_field
from retainer.lib.months import read_month


def owners_for(client: Client) -> QuerySet[User]:
    """Who of us may own a task that goes over to this client."""
    principals, assigned = Q(kind=User.Kind.PRINCIPAL), Q(memberships__client=client)
    ours = User.objects.exclude(kind=User.Kind.CLIENT).filter(principals | assigned)
    return ours.filter(is_active=True).distinct().order_by("name")


class TaskForm(FactForm):
    """A task with its owners, its days, and what proves competence."""

    class Meta:
        model = HandoverTask
        fields = [
            *("task", "relationship", "our_owner", "their_owner"),
            *("together_by", "theirs_by", "proof_wanted"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["our_owner"]
        owner.queryset = owners_for(self.client)
        owner.empty_label = None
        relationship: Any = self.fields["relationship"]
        relationship.empty_label = "None in particular"


class ProofForm(forms.Form):
    """What was seen, and when."""

    proof = forms.CharField(max_length=300, label="What was seen")
    proved_on = day_field("Seen on", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proved_on"].initial = timezone.localdate


class MonthField(forms.CharField):
    """A month as browsers ask for it, which is its first day."""

    widget = forms.DateInput({"type": "month"}, format="%Y-%m")

    def clean(self, value: Any) -> date:
        month = read_month(super().clean(value))
        if month is None:
            raise forms.ValidationError("Write a month such as 2026-03.")
        return month


class PathForm(FactForm):
    """How much of the hours may be doing, from a month to a month."""

    first_month = MonthField(label="From the month of")
    last_month = MonthField(label="To the month of")

    class Meta:
        model = HandoverPath
        fields = ["first_month", "doing_first", "last_month", "doing_last"]


class ItemForm(FactForm):
    """A chapter of the training guide."""

    class Meta:
        model = TrainingItem
        fields = ["title", "place", "teaches", "refresh_months"]
        widgets = {"teaches": forms.Textarea({"rows": 3})}


class SessionForm(forms.ModelForm):
    """A session that was held, with the people of both parties."""

    class Meta:
        model = TrainingSession
        fields = ["held_on", "audience", "ours", "theirs"]
        widgets = {"held_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
