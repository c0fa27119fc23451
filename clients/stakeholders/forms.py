"""What somebody writes about a person at the client, or about the client."""

from typing import Any

from django import forms

from clients.stakeholders.models import ClientNote, Stakeholder
from clients.telecom.forms.base import FactForm


class StakeholderForm(FactForm):
    """Who they are, where they stand and why, and what we do about it."""

    class Meta:
        model = Stakeholder
        fields = [
            *("name", "role", "stance", "influence", "reason", "action"),
            *("next_step", "next_on", "left_on"),
        ]
        widgets = {"reason": forms.Textarea({"rows": 3}), "action": forms.Textarea({"rows": 3})}


class NoteForm(FactForm):
    """A note on the client, or on somebody there."""

    class Meta:
        model = ClientNote
        fields = ["text", "about"]
        widgets = {"text": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.queryset, about.empty_label = about.queryset.there(), "The company"
