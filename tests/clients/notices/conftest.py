"""Telling people about Acme."""

from collections.abc import Callable
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Notice, User
from clients.notices.models import Topic
from clients.notices.services import notify
from clients.notices.wishes import paces_of

Tell = Callable[..., Notice]


class Unreachable(EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages: list[Any]) -> int:
        raise SMTPServerDisconnected("gone")


@pytest.fixture
def no_server(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"


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


def choose(browser: Browser, user: User, **paces: str) -> None:
    """Choose on the page, for one topic or every, and leave the others as they are."""
    said = {topic.value: paces_of(user)[topic] for topic in Topic.reaching(user)}
    browser.force_login(user)
    browser.post(reverse("notices:mail_choose"), said | paces)
