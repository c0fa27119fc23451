"""What a new request starts from."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from rfp.authoring.models import Rfp
from rfp.library.models import LibraryPart

STARTS = (
    ("library", "The library: its sections, and packs of the services wanted"),
    ("copy", "A copy of an earlier request of this client"),
    ("file", "A Word file, whose headings become sections"),
    ("empty", "An empty request"),
    ("confirmed", ""),  # what was read from a file and looked at
)


class StartForm(forms.Form):
    """From the library, an earlier request, a file, or nothing."""

    start = forms.ChoiceField(label="Start from", choices=STARTS, initial="library")
    parts = forms.ModelMultipleChoiceField(LibraryPart.objects.none(), required=False)
    earlier = forms.ModelChoiceField(Rfp.objects.none(), required=False, label="Earlier request")
    file = forms.FileField(required=False, label="Word file (DOCX)")

    def __init__(self, *args: Any, earlier: QuerySet[Rfp], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts: Any = self.fields["parts"]
        parts.queryset = LibraryPart.objects.in_use()
        copied: Any = self.fields["earlier"]
        copied.queryset = earlier
        asked = set(self.data.getlist("parts")) if self.is_bound else None
        self.sections = [(each, self._is_chosen(each, asked)) for each in parts.queryset]
        self.packs = [pair for pair in self.sections if pair[0].is_pack]
        self.sections = [pair for pair in self.sections if not pair[0].is_pack]
        self.starts = [choice for choice in STARTS if choice[1]]
        self.chosen = self.data.get("start", "library") if self.is_bound else "library"
        self.earlier_ones = list(copied.queryset)

    def _is_chosen(self, part: LibraryPart, asked: set[str] | None) -> bool:
        return not part.is_pack if asked is None else str(part.pk) in asked

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        needs = {
            "library": ("parts", "Choose at least one section."),
            "copy": ("earlier", "Choose the request to copy."),
            "file": ("file", "Choose the Word file."),
        }
        name, sentence = needs.get(said.get("start", ""), ("", ""))
        if name and name not in self.errors and not said.get(name):
            self.add_error(name, sentence)
        return said
