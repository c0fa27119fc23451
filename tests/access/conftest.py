"""One of everything at Acme, and somebody of every kind at the door."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Client, User
from tests.access.world import World


@pytest.fixture
def corey(db: None) -> User:
    """A consultant who is not assigned to Acme."""
    return User.objects.create_user("corey@practice.test", name="Corey Ng", kind="consultant")


@pytest.fixture
def visitors(
    stella: User, owen: User, corey: User, casey: User, pat: User
) -> dict[str, Callable[[], Browser]]:
    """A browser for each kind of visitor, in the order of the table's columns."""

    def browser(user: User | None) -> Browser:
        fresh = Browser(raise_request_exception=False)
        if user:
            fresh.force_login(user)
        return fresh

    return {
        "anyone": lambda: browser(None),
        "stranger": lambda: browser(stella),
        "own client": lambda: browser(owen),
        "other consultant": lambda: browser(corey),
        "consultant": lambda: browser(casey),
        "principal": lambda: browser(pat),
    }


@pytest.fixture
def world(acme: Client, owen: User, pat: User, casey: User) -> dict[str, Any]:
    """The arguments that addresses take, by the word the table uses for them."""
    return World(acme=acme, owen=owen, pat=pat, casey=casey).arguments()
