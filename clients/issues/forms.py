"""What somebody writes to raise an issue, and the hours of a ladder."""

from typing import Any

from django import forms

from clients.issues.models import Issue, Ladder
from clients.telecom.models import Carrier


class IssueForm(forms.ModelForm):
    """What happened, and with which carrier, if with any."""

    class Meta:
        model = Issue
        fields = ["title", "text", "carrier"]
        widgets = {"text": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        carrier: Any = self.fields["carrier"]
        # Of a carrier a client user reads no more than this.
        carrier.queryset = Carrier.objects.only("pk", "name").order_by("name")
        carrier.empty_label = "None"


class LadderForm(forms.ModelForm):
    """The open hours of each level."""

    class Meta:
        model = Ladder
        fields = ["operating", "management", "executive"]
