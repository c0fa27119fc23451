"""What somebody notes of a request under E-rate."""

from typing import Any

from django import forms
from django.utils import timezone

from clients.telecom.forms.base import FactForm
from rfp.erate.models import ErateChange, EratePosting


class PostingForm(FactForm):
    """The posting, the contract and the service."""

    class Meta:
        model = EratePosting
        fields = ["form_470", "posted_on", "days", "signed_on", "last_service_on"]


class ChangeForm(FactForm):
    """A change that was told to all bidders; once noted, only how it is judged may change."""

    class Meta:
        model = ErateChange
        fields = ["happened_on", "what", "is_substantive", "because"]
        widgets = {"because": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["happened_on"], self.fields["what"]
        else:
            self.initial.setdefault("happened_on", timezone.localdate())
