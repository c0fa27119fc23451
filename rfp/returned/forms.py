"""What somebody says of a document that came back, and of its changes."""

from typing import Any

from django import forms

from clients.people.models import Client, User
from rfp.authoring.models import Rfp
from rfp.issuing.models import IssuedVersion

WORD = forms.ClearableFileInput(attrs={"accept": ".docx"})


class ReturnedForm(forms.Form):
    """Two documents: what was sent, and what came back of it."""

    client = forms.ModelChoiceField(Client.objects.none(), empty_label="Choose a client")
    sender = forms.CharField(
        label="Who sent it back", max_length=120, help_text="Such as the name of the carrier."
    )
    version = forms.ModelChoiceField(
        IssuedVersion.objects.none(),
        label="Version that was issued",
        required=False,
        empty_label="Another document",
    )
    issued = forms.FileField(
        label="Document that was sent",
        required=False,
        help_text="The DOCX as it went out. At most 30 MB.",
        widget=WORD,
    )
    returned = forms.FileField(
        label="Document that came back",
        help_text="As DOCX, with or without tracked changes. At most 30 MB.",
        widget=WORD,
    )

    def __init__(self, *args: Any, user: User, rfp: Rfp | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rfp is None:
            del self.fields["version"]
            self.fields["issued"].required = True
            self.fields["client"].queryset = Client.objects.visible_to(user)
            return
        del self.fields["client"]
        versions = rfp.versions.filter(docx__isnull=False)
        self.fields["version"].queryset = versions
        self.fields["version"].initial = versions.first()
        self.fields["issued"].label = "Or another document that was sent"

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if "version" in self.fields:
            if found.get("version") and found.get("issued"):
                self.add_error("issued", "Choose the issued version or another document, not both.")
            elif not found.get("version") and not found.get("issued"):
                self.add_error("version", "Choose what was sent: a version or another document.")
        return found
