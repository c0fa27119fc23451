"""What people fill in about bill files."""

from typing import Any

from django import forms

from clients.people.models import Client, User


class ClientChoice(forms.Form):
    """Whose bill it is."""

    client = forms.ModelChoiceField(
        queryset=Client.objects.none(),
        empty_label="Choose a client",
        error_messages={"required": "Choose whose bill this is."},
    )

    def __init__(self, *args: Any, user: User, likely: Client | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).active()
        self.fields["client"].initial = likely
