"""Which topics somebody wants by mail."""

from typing import Any

from django import forms

from clients.notices.models import Topic
from clients.notices.wishes import wishes_of
from clients.people.models import User


class MailsForm(forms.Form):
    """A tick for every topic."""

    topics = forms.MultipleChoiceField(
        label="Mail me about",
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].initial = [t for t, wish in wishes_of(user).items() if wish]

    @property
    def wishes(self) -> dict[str, bool]:
        return {topic.value: topic in self.cleaned_data["topics"] for topic in Topic}
