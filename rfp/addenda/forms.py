"""What is filled in about an addendum."""

from django import forms

from rfp.addenda.models import Addendum

JUDGED = (("", "By the rule"), ("yes", "An answer rests on it"), ("no", "No answer rests on it"))


class AddendumForm(forms.ModelForm):
    """What bidders read first, and how long they have."""

    class Meta:
        model = Addendum
        fields = ["summary", "days"]
        widgets = {"summary": forms.Textarea({"rows": 3})}


class RationaleForm(forms.Form):
    """Why one piece changes."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    because = forms.CharField(
        label="Why it changes", required=False, widget=forms.Textarea({"rows": 2})
    )
    is_substantive = forms.TypedChoiceField(
        label="Of substance",
        choices=JUDGED,
        required=False,
        coerce=lambda word: word == "yes",
        empty_value=None,
    )
