"""What we recommend Acme, and its people acting as the portal's own role."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from clients.advice.models import Recommendation
from clients.advice.services import OptionText, PartText, draft, publish
from clients.models import Client, DecisionRight, Membership, User
from retainer.lib.tenancy import acting_as

TWO_WAYS = (OptionText("Dispute it", "We send the proof.", True), OptionText("Pay it"))
PARTS = (
    PartText("Port above the contract rate", "Billed 42.00, agreed 38.50.", Decimal(600)),
    PartText("Line billed twice", "The same circuit on two bills.", Decimal(400)),
)

Advise = Callable[..., Recommendation]


def today() -> date:
    return timezone.localdate()


def in_days(number: int) -> date:
    return today() + timedelta(days=number)


@contextmanager
def at_the_portal(user: User) -> Iterator[None]:
    """Do the block as this person signed in would: with the portal's role and its walls."""
    clients = Membership.objects.filter(user=user).values_list("client_id", flat=True)
    with acting_as("portal", clients=list(clients), user_id=user.pk):
        yield


@pytest.fixture
def advise(acme: Client, casey: User) -> Advise:
    """Recommend something to Acme; ``is_draft=True`` keeps it from them."""

    def make(is_draft: bool = False, **facts: Any) -> Recommendation:
        words = {
            "kind": "dispute",
            "title": "Ask Verizon to credit $1,000.00?",
            "found": "Two errors.",
            "advice": "Dispute them.",
            "if_nothing": "Verizon keeps it.",
            "money": Decimal(1000),
            "options": TWO_WAYS,
        }
        asked = draft(client=acme, author=casey, **words | facts)
        return asked if is_draft else publish(recommendation=asked, published_by=casey)

    return make


@pytest.fixture
def asked(advise: Advise, owen: User) -> Recommendation:
    """Two parts of 600 and 400, which Owen may decide."""
    return advise(parts=PARTS)


@pytest.fixture
def olga(acme: Client) -> User:
    """Of Acme, too, without a right of her own."""
    user = User.objects.create_user("olga@acme.test", name="Olga Orr", kind="client")
    Membership.objects.create(user=user, client=acme, role="manager")
    return user


def may_dispute(user: User, client: Client, limit: int | None = None) -> DecisionRight:
    return DecisionRight.objects.create(client=client, user=user, subject="dispute", limit=limit)
