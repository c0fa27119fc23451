"""What bidders hand in, and what our side says about bids."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from clients.people.models import User
from rfp.bidders.models import Bidder
from rfp.bids.asking import Place
from rfp.bids.contents import Contents, answer


class WorkbookForm(forms.Form):
    """The response workbook, filled in."""

    file = forms.FileField(
        label="Response workbook",
        help_text="The .xlsx that was issued, with your answers. At most 10 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class PartForm(forms.Form):
    """The cells of one part. Anything can be kept in a draft; the check says what is wrong.

    Each field carries what stood there when the page was made, so that a save writes what its
    person changed and leaves what a colleague wrote meanwhile.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, places: Iterable[Place], contents: Contents, version: int, data: Any = None
    ) -> None:
        super().__init__(data, initial={"version": version}, auto_id="%s")
        self.places = {place.name: place for place in places}
        for name, place in self.places.items():
            written = answer(contents, place.sheet, place.row, place.heading)
            self.fields[name] = forms.CharField(
                label=place.heading or place.row,
                required=False,
                initial=written,
                widget=_widget(place, written),
                show_hidden_initial=True,
            )

    @property
    def changed(self) -> dict[Place, str]:
        """What the person changed, by its place."""
        return {
            self.places[name]: self.cleaned_data[name]
            for name in self.changed_data
            if name in self.places
        }


def _widget(place: Place, written: str) -> forms.Widget:
    match place.ask.kind:
        case "choice":
            choices = ["", *place.ask.choices]
            if written not in choices:
                choices.append(written)
            return forms.Select(
                {"class": "form-select"}, [(one, one or "Choose") for one in choices]
            )
        case "number":
            return forms.TextInput({"class": "form-control", "inputmode": "decimal"})
        case "date":
            return forms.DateInput({"class": "form-control", "type": "date"})
        case _:
            return forms.Textarea({"class": "form-control", "rows": 2})


class ExceptionForm(forms.Form):
    """A clause that the bidder wants in other words."""

    clause = forms.ChoiceField(label="Clause or requirement", required=False)
    wish = forms.CharField(
        label="Other wording that you offer",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    why = forms.CharField(label="Why", required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, named: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = _choices(named, self.initial.get("clause", ""))


class ConfidentialForm(forms.Form):
    """A part that must not be shown to others."""

    row = forms.ChoiceField(label="Part", required=False)
    why = forms.CharField(
        label="Why it is confidential", required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, named: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].choices = _choices(named, self.initial.get("row", ""))


def _choices(named: list[tuple[str, str]], written: str) -> list[tuple[str, str]]:
    """A workbook may name what is no piece of the request; it is kept as it was written."""
    known = [(id_, f"{id_} {title}") for id_, title in named if id_]
    other = [(written, written)] if written and written not in dict(known) else []
    return [("", "Choose"), *other, *known]


ROW_FORMS = {"exceptions": ExceptionForm, "confidential": ConfidentialForm}


def row_forms(
    kind: str, contents: Contents, named: list[tuple[str, str]], data: Mapping[str, Any] | None
) -> forms.BaseFormSet:
    """The rows that a bidder makes, and three empty ones."""
    made = forms.formset_factory(ROW_FORMS[kind], extra=3, max_num=200)
    return made(data, initial=contents[kind], form_kwargs={"named": named})


class HandInForm(forms.Form):
    """What a bidder says when it hands in."""

    binds = forms.BooleanField(
        label="I may hand this in for my company, and it binds us as the request says."
    )
    with_gaps = forms.BooleanField(
        label="Answers are missing. I hand it in with these gaps.", required=False
    )
    late = forms.BooleanField(
        label="It is late. I know that it counts only if the buyer admits it.", required=False
    )

    def __init__(self, *args: Any, has_gaps: bool, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_gaps:
            del self.fields["with_gaps"]
        if not is_late:
            del self.fields["late"]


class PaperForm(WorkbookForm):
    """A bid that came on paper or on a stick."""

    bidder = forms.ModelChoiceField(queryset=Bidder.objects.none(), empty_label="Choose")
    received = forms.CharField(
        label="When and how it came",
        max_length=300,
        help_text="Such as: by courier on 3 June at 14:20, in a sealed envelope.",
    )
    field_order = ["bidder", "received", "file"]

    def __init__(self, *args: Any, bidders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bidder"].queryset = bidders
        self.fields["file"].help_text = (
            "The response workbook, typed from the paper if need be. It is sealed at once: "
            "neither you nor anybody else can read it here before it is time."
        )


class AdmitForm(forms.Form):
    """Why a late bid is admitted."""

    because = forms.CharField(
        label="Why it is admitted", widget=forms.Textarea({"rows": 3}), max_length=2000
    )


class OpenerForm(forms.Form):
    """Who may open prices."""

    person = forms.ModelChoiceField(
        queryset=User.objects.none(), label="Person", empty_label="Choose"
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
