"""What somebody writes to open a transition and to add its parts."""

from django import forms

from clients.people.models import Client
from clients.transitions.models import Criterion, Milestone, Transition

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class TransitionForm(forms.ModelForm):
    """What changes, who carries it out, and the day."""

    class Meta:
        model = Transition
        fields = ["name", "provider", "ready_on"]
        widgets = {"ready_on": DAY}

    def __init__(self, *args: object, client: Client, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.instance.client = client


class MilestoneForm(forms.ModelForm):
    """A step, whose it is, and until when."""

    class Meta:
        model = Milestone
        fields = ["name", "whose", "due_on"]
        widgets = {"due_on": DAY}


class CriterionForm(forms.ModelForm):
    """Something that must be true before it goes live."""

    class Meta:
        model = Criterion
        fields = ["words"]
