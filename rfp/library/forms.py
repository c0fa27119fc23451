"""Forms of the library's pages."""

from typing import Any

from django import forms
from django.utils import timezone

from clients.people.models import User
from rfp.library.contents import NAMES, Content
from rfp.library.models import LibraryPart, LibraryVersion
from rfp.library.shipping import GOOD_FOR

TALL = forms.Textarea({"rows": 14})
BLANKS = "Words in double braces, as the shipped texts have them, are filled in each request."


class Words(forms.CharField):
    """A list of words with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [word.strip() for word in super().clean(value).split(",") if word.strip()]


class PartForm(forms.ModelForm):
    """What a part is, whose, and when it is to be read again."""

    services = Words(
        required=False, help_text="In packs: the kinds of service, with commas between them."
    )
    tags = Words(required=False, help_text="What else it is about, with commas between them.")

    class Meta:
        model = LibraryPart
        fields = ["kind", "code", "title", "order", "services", "tags", "owner", "review_due"]
        widgets = {"review_due": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        practice = User.objects.filter(is_active=True).exclude(kind=User.Kind.CLIENT)
        self.fields["owner"].queryset = practice.order_by("name")
        if not self.instance._state.adding:
            del self.fields["kind"], self.fields["code"]  # files are told apart by them

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind", self.instance.kind) == LibraryPart.Kind.PACK:
            said["order"] = 0
        return said


class ReviewForm(forms.Form):
    """When it is to be read again."""

    due = forms.DateField(
        label="To be read again by", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("due", timezone.localdate() + GOOD_FOR)


class ClauseForm(forms.ModelForm):
    """A clause anew, and why."""

    #: The number of the version that was on the page.
    upon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = LibraryVersion
        fields = ["title", "text", "note"]
        widgets = {"text": TALL}
        help_texts = {"text": f"Markdown. {BLANKS}"}

    @property
    def content(self) -> Content:
        """What was entered, or what there was before anything is."""
        said = self.cleaned_data if self.is_bound else self.initial
        return Content(**{name: said[name] for name in NAMES if said.get(name) is not None})


class RequirementForm(ClauseForm):
    """A requirement anew, and why."""

    class Meta:
        model = LibraryVersion
        fields = [*NAMES, "note"]
        widgets = {
            "text": forms.Textarea({"rows": 5}),
            "evidence": forms.Textarea({"rows": 2}),
            "scorer": forms.Textarea({"rows": 3}),
        }
        help_texts = {"text": f"One sentence or two. {BLANKS}"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("level", "answer", "category"):
            self.fields[name].required = True


class CodeForm(forms.Form):
    """How a new item is called for good."""

    code = forms.CharField(max_length=60, help_text="For good; requests name it.")
