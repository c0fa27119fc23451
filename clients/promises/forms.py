"""What somebody writes down of a promise."""

from django import forms

from clients.people.models import Client
from clients.promises.models import Promise

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class PromiseForm(forms.ModelForm):
    """Who promised what, when, until when, and where it is written."""

    class Meta:
        model = Promise
        fields = ["promised_by", "carrier", "words", "written_in", "promised_on", "due_on"]
        widgets = {"words": forms.Textarea({"rows": 3}), "promised_on": DAY, "due_on": DAY}

    def __init__(self, *args: object, client: Client, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.instance.client = client
        self.fields["carrier"].empty_label = "None"
