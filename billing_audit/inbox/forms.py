"""What people say about an arrival."""

from typing import Any

from django import forms

from billing_audit.inbox.models import Arrival, Enclosure
from billing_audit.inbox.services import likely
from clients.people.models import Client, User


class OneClick(forms.Form):
    """Taking what is likely a bill; whose it is is said only where nobody could tell."""

    client = forms.ModelChoiceField(Client.objects.none(), required=False)

    def __init__(self, *args: Any, arrival: Arrival, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).active()


class Taking(OneClick):
    """Whose it is, and which of its files are bills."""

    client = forms.ModelChoiceField(
        Client.objects.none(), label="Whose bill it is", empty_label="Choose a client"
    )
    wanted = forms.ModelMultipleChoiceField(
        Enclosure.objects.none(),
        label="Files to take",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one file."},
    )

    def __init__(self, *args: Any, arrival: Arrival, user: User, **kwargs: Any) -> None:
        initial = {"client": arrival.client_id, "wanted": likely(arrival)}
        super().__init__(*args, arrival=arrival, user=user, initial=initial, **kwargs)
        kept = arrival.enclosures.exclude(stored=None)
        self.fields["wanted"].queryset = kept.select_related("client", "stored")
