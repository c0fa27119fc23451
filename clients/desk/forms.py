"""What people write at the desk: a question, words about it, how it was, what we promise."""

from django import forms

from clients.desk.models import AnswerPromise
from clients.desk.pulses import Found

GRADES = [(n, str(n)) for n in range(1, 6)]


class AskForm(forms.Form):
    """A question of a client."""

    subject = forms.CharField(max_length=160, help_text="In one line.")
    text = forms.CharField(
        label="Your question", max_length=8000, widget=forms.Textarea({"rows": 6})
    )


class WordsForm(forms.Form):
    """What somebody says about a question."""

    words = forms.CharField(
        label="Words", max_length=8000, required=False, widget=forms.Textarea({"rows": 5})
    )


class AnswerForm(WordsForm):
    """The answer, on the page of its question."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.fields["words"].label = "Your answer"
        self.fields["words"].required = True


class PulseForm(forms.Form):
    """Two figures and, if somebody likes, words: as those who work for a client are asked."""

    good = forms.TypedChoiceField(
        label="How good was the work together? 1 is poor, 5 is excellent",
        coerce=int,
        choices=GRADES,
        widget=forms.RadioSelect,
    )
    easy = forms.TypedChoiceField(
        label="How easy was it? 1 is hard, 5 is easy",
        coerce=int,
        choices=GRADES,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What should we know about it?",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    @property
    def found(self) -> Found:
        return Found(**self.cleaned_data)


class ClientPulseForm(PulseForm):
    """As a client's people are asked, who can tell the principals something alone."""

    private = forms.CharField(
        label="Words for the principals alone",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Your consultants do not see them.",
    )


class SummaryForm(forms.Form):
    """What is done about a quarter's pulse."""

    actions = forms.CharField(
        label="What we do about it",
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text="The executives read it above the figures.",
    )


class PromiseForm(forms.ModelForm):
    """How soon we say something."""

    class Meta:
        model = AnswerPromise
        fields = ["first_word", "next_word"]
