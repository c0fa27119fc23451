"""A practice in New York, open nine to five, that promises a first word within four hours."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from clients.desk.models import Question
from clients.desk.services import ask
from clients.models import Client, Membership, Practice, User
from retainer.lib.tenancy import acting_as

NEW_YORK = ZoneInfo("America/New_York")
Ask = Callable[..., Question]


def at(text: str) -> datetime:
    """``2026-11-25 16:00`` by the clocks of New York."""
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


def at_the_portal(user: User) -> Any:
    """Act as this person signed in would: with the portal's role and its walls."""
    clients = Membership.objects.filter(user=user).values_list("client_id", flat=True)
    return acting_as("portal", clients=list(clients), user_id=user.pk)


@pytest.fixture(autouse=True)
def practice(db: None) -> Practice:
    return Practice.objects.create(pk=1, time_zone="America/New_York")


@pytest.fixture
def asks(acme: Client, owen: User) -> Ask:
    """Owen asks, on Monday morning unless said otherwise."""

    def make(when: str = "2026-03-02 10:00", subject: str = "Why is it higher?") -> Question:
        with at_the_portal(owen):
            return ask(
                client=acme,
                asked_by=owen,
                subject=subject,
                text="The bill went up.",
                at=at(when),
            )

    return make
