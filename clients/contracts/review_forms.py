"""How a provider is reviewed, and what a review found."""

from typing import Any

from django import forms
from django.utils import timezone

from clients.contracts.review_models import Review, ReviewPlan
from clients.telecom.forms.base import FactForm, day_field


class PlanForm(FactForm):
    """How often, from when on, by which questions."""

    questions = forms.CharField(
        widget=forms.Textarea({"rows": 7}), help_text="A line each; a review answers them."
    )

    class Meta:
        model = ReviewPlan
        fields = ["carrier", "every_months", "first_on", "questions"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["questions"] = "\n".join(self.instance.questions)

    def clean_questions(self) -> list[str]:
        """The questions that are there; says which is too long."""
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines()]
        for number, line in enumerate(lines, start=1):
            if len(line) > 200:
                raise forms.ValidationError(f"Line {number} is longer than 200 letters.")
        return list(dict.fromkeys(filter(None, lines)))


class ReviewForm(forms.Form):
    """An answer to each question of the plan, and what it comes to."""

    held_on = day_field("Held on", required=True)
    result = forms.ChoiceField(choices=Review.Result.choices, widget=forms.RadioSelect)
    summary = forms.CharField(
        label="Why",
        widget=forms.Textarea({"rows": 3}),
        help_text="In a few sentences. The client can read it.",
    )

    def __init__(self, *args: Any, plan: ReviewPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"answer_{n}": said for n, said in enumerate(plan.questions)}
        for name, question in self.questions.items():
            self.fields[name] = forms.CharField(label=question, required=False, max_length=1000)
        self.order_fields(["held_on", *self.questions, "result", "summary"])
        self.fields["held_on"].initial = timezone.localdate()

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Write down a review once held.")
        return day

    @property
    def answers(self) -> dict[str, str]:
        """What was found, by question."""
        return {said: self.cleaned_data[name] for name, said in self.questions.items()}
