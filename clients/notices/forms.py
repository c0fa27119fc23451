"""Which topics somebody wants by mail."""

from typing import Any

from django import forms

from clients.notices.models import Topic
from clients.notices.wishes import wishes_of
from clients.people.models import User


class MailsForm(forms.Form):
    """A tick for every topic that can reach the person."""

    topics = forms.MultipleChoiceField(
        label="Mail me about",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._topics = Topic.reaching(user)
        topics: Any = self.fields["topics"]
        topics.choices = [(topic.value, topic.label) for topic in self._topics]
        wishes = wishes_of(user)
        topics.initial = [topic.value for topic in self._topics if wishes[topic]]

    @property
    def wishes(self) -> dict[str, bool]:
        return {topic.value: topic in self.cleaned_data["topics"] for topic in self._topics}
