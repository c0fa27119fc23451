"""What is filled in about bidders, by us and by their people."""

from typing import Any
from zoneinfo import available_timezones

from django import forms

from rfp.bidders.models import BidderPerson

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and "Etc" not in zone)


class InviteForm(forms.Form):
    """A company, and the first of its people."""

    company = forms.CharField(max_length=160)
    name = forms.CharField(label="Name of the person", max_length=120)
    email = forms.EmailField(help_text="The link goes there. It opens the door with a code.")
    time_zone = forms.ChoiceField(
        label="Their time zone",
        required=False,
        choices=[("", "That of the request"), *((zone, zone) for zone in ZONES)],
        help_text="Deadlines are shown to them in it, beside the time zone of the request.",
    )


class ReasonForm(forms.Form):
    """Why somebody is shut out."""

    because = forms.CharField(
        label="Why", widget=forms.Textarea({"rows": 3}), help_text="Kept with the record."
    )


class CodeForm(forms.Form):
    """The six digits that were mailed."""

    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label="Code",
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
        error_messages={"invalid": "Write the six digits of the mail."},
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class ColleagueForm(forms.ModelForm):
    """A colleague, and what they work on."""

    class Meta:
        model = BidderPerson
        fields = ["name", "email", "part"]


class AnswerForm(forms.Form):
    """Whether the company intends to bid."""

    takes_part = forms.TypedChoiceField(
        label="Do you intend to bid?",
        choices=[("yes", "Yes, we intend to bid"), ("no", "No, we decline")],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
        help_text="You may change this until proposals are due.",
    )
    because = forms.CharField(
        label="If you decline: why",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("takes_part") is False and not cleaned.get("because", "").strip():
            self.add_error("because", "Say why, in a sentence.")
        return cleaned
