"""The texts of a playbook."""

from typing import Any

from django import forms

from clients.playbook.models import PlaybookDraft


class DraftForm(forms.ModelForm):
    """The three sections people write; what is on file is added by itself.

    It carries what the draft was when it was shown, so that nobody overwrites unseen what a
    colleague wrote in between.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = PlaybookDraft
        fields = ["framework", "operating_model", "processes"]
        widgets = {name: forms.Textarea({"rows": 12}) for name in fields}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        changed = self.instance.changed_at
        self.stored = changed.isoformat() if changed else ""
        self.initial["seen"] = self.stored

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if fields.get("seen", "") != self.stored:
            raise forms.ValidationError(
                "Somebody else wrote on this since you opened it. Copy your text, open the page "
                "again, and enter your change."
            )
        return fields
