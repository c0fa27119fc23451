"""What somebody writes about a recommendation: its words, a decision's facts, a deputy."""

from typing import Any

from django import forms
from django.utils import timezone

from clients.advice.models import Recommendation
from clients.advice.rewording import with_codes
from clients.advice.services import OptionText
from clients.people.models import Client, DecisionRight, User
from clients.telecom.models import Carrier

#: Options a draft has room for.
MOST_OPTIONS = 4
DAY = forms.DateInput({"type": "date"})


class RecommendationForm(forms.ModelForm):
    """The words of a draft, its options below each other, and which of them we advise."""

    advised = forms.TypedChoiceField(
        label="We advise option",
        coerce=int,
        choices=[(n, str(n)) for n in range(1, MOST_OPTIONS + 1)],
        initial=1,
    )

    class Meta:
        model = Recommendation
        fields = ["kind", "title", "found", "money", "monthly", "carrier", "due_on", "if_nothing",
                  "advice"]  # fmt: skip
        widgets = {
            "found": forms.Textarea({"rows": 4}),
            "if_nothing": forms.Textarea({"rows": 3}),
            "advice": forms.Textarea({"rows": 3}),
            "due_on": DAY,
        }
        help_texts = {
            "found": "In plain words; the client reads it.",
            "money": "The limit of whoever decides is held against it.",
            "monthly": "Leave empty when nobody can say.",
            "kind": "Only somebody of the client who holds it can decide.",
        }

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        draft = self.instance
        has_parts = draft.pk is not None and draft.parts.exists()
        if has_parts:
            del self.fields["money"]
        else:
            draft.currency = client.currency
        carrier: Any = self.fields["carrier"]
        carrier.queryset = Carrier.objects.order_by("name")
        written = list(draft.options.all()) if draft.pk else []
        #: The options as they were: what apps know them by nobody writes.
        self._former = written
        for number in range(1, MOST_OPTIONS + 1):
            option = written[number - 1] if number <= len(written) else None
            self.fields[f"option_{number}"] = forms.CharField(
                label=f"Option {number}",
                max_length=160,
                required=number <= 2,
                initial=option.title if option else "",
            )
            self.fields[f"option_{number}_text"] = forms.CharField(
                label=f"What option {number} means",
                required=False,
                widget=forms.Textarea({"rows": 2}),
                initial=option.text if option else "",
            )
            if option and option.is_advised:
                self.fields["advised"].initial = number
        self.order_fields([*(n for n in self.fields if n not in ("advised", "advice")),
                           "advised", "advice"])  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        advised = cleaned.get("advised")
        if advised and not cleaned.get(f"option_{advised}") and advised > 2:
            self.add_error("advised", f"Option {advised} is empty. Write it, or advise another.")
        return cleaned

    @property
    def options(self) -> list[OptionText]:
        said = self.cleaned_data
        now = {
            n: OptionText(said[f"option_{n}"], said[f"option_{n}_text"], n == said["advised"])
            for n in range(1, MOST_OPTIONS + 1)
            if said.get(f"option_{n}")
        }
        return with_codes(self._former, now)

    @property
    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}


class DeferForm(forms.Form):
    """Until when something is put off, and why."""

    until = forms.DateField(error_messages={"required": "Say until when."})
    reason = forms.CharField(required=False, max_length=1000)


class DeputyForm(forms.Form):
    """Who stands in, for which right, from when to when, up to how much."""

    right = forms.ModelChoiceField(DecisionRight.objects.none(), label="For decisions about",
                                   empty_label=None)  # fmt: skip
    deputy = forms.ModelChoiceField(User.objects.none(), label="Deputy")
    first_day = forms.DateField(label="From", widget=DAY)
    last_day = forms.DateField(label="Until, this day included", widget=DAY)
    limit = forms.DecimalField(
        max_digits=18,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text="At most your own limit; leave empty for no limit if you have none.",
    )

    def __init__(self, *args: Any, holder: User, company: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        right, deputy = self.fields["right"], self.fields["deputy"]
        right.queryset = DecisionRight.objects.filter(client=company, user=holder)
        right.label_from_instance = DecisionRight.get_subject_display
        colleagues = User.objects.filter(
            is_active=True, kind=User.Kind.CLIENT, memberships__client=company
        )
        # The portal's role reads these columns of a person and no others.
        named = colleagues.exclude(pk=holder.pk).only("pk", "name", "email")
        deputy.queryset = named.order_by("name")
        self.fields["first_day"].initial = timezone.localdate
