"""Telling people about Acme."""

from collections.abc import Callable

import pytest

from clients.models import Client, Notice, User
from clients.notices.models import Topic
from clients.notices.services import notify

Tell = Callable[..., Notice]


@pytest.fixture
def tell(acme: Client) -> Tell:
    """Tell somebody something about Acme, and give the notice."""

    def told(
        person: User,
        sentence: str = "Owen Ortiz asked about an entry.",
        *,
        client: Client = acme,
        topic: Topic = Topic.QUESTION,
        link: str = "/work/",
    ) -> Notice:
        notify(to=[person.pk], client=client, topic=topic, sentence=sentence, link=link)
        return Notice.objects.filter(recipient=person).latest("pk")

    return told
