"""When somebody wants to be mailed about what."""

from typing import Any

from django import forms

from clients.notices.models import Pace, Topic
from clients.notices.wishes import paces_of
from clients.people.models import User

EACH = "", "Each as chosen below"


class MailsForm(forms.Form):
    """A choice for every topic that can reach the person, and one for all of them."""

    every = forms.ChoiceField(
        label="All mails",
        choices=[EACH, *Pace.choices],
        required=False,
        help_text="Goes before what is chosen below.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paces = paces_of(user)
        self._topics = Topic.reaching(user)
        for topic in self._topics:
            self.fields[topic.value] = forms.ChoiceField(
                label=topic.label, choices=Pace.choices, initial=paces[topic]
            )

    @property
    def paces(self) -> dict[str, str]:
        every = self.cleaned_data["every"]
        return {topic.value: every or self.cleaned_data[topic] for topic in self._topics}
