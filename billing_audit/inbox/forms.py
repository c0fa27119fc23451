"""What people say about an arrival."""

from typing import Any

from django import forms

from billing_audit.inbox.models import Arrival, Enclosure
from billing_audit.inbox.services import likely
from clients.people.models import Client, User


class Taking(forms.Form):
    """Whose it is, and which of its files are bills."""

    client = forms.ModelChoiceField(
        Client.objects.none(), label="Whose bill it is", empty_label="Choose a client"
    )
    files = forms.ModelMultipleChoiceField(
        Enclosure.objects.none(),
        label="Files to take",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one file."},
    )

    def __init__(self, *args: Any, arrival: Arrival, user: User, **kwargs: Any) -> None:
        kept = arrival.enclosures.exclude(stored=None)
        kwargs["initial"] = {"client": arrival.client, "files": likely(arrival)}
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).active()
        self.fields["files"].queryset = kept.select_related("stored")
