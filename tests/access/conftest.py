"""One of everything at Acme, and somebody of every kind at the door."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client as Browser
from pytest_django import DjangoDbBlocker

from clients.models import User
from retainer.lib.tenancy import ALL, acting_as
from rfp.bidders.door import KEY
from tests import cast
from tests.access.world import World


@dataclass(frozen=True)
class Everything:
    """What the tests of a file find on file, and leave as they found it."""

    #: The arguments that addresses take, by the word the table uses for them.
    world: dict[str, Any]
    #: Who stands at the door, in the order of the table's columns, with the cookies they carry.
    at_the_door: dict[str, Any]


@pytest.fixture(scope="module")
def everything(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Everything]:
    """Made once in a transaction that all tests of the file are inside of: it takes a while."""
    with django_db_blocker.unblock(), transaction.atomic():
        with acting_as("worker", clients=ALL):
            acme, pat = cast.acme(), cast.pat()
            owen, casey = cast.owen(acme), cast.casey(acme)
            world = World(acme=acme, owen=owen, pat=pat, casey=casey).arguments()
            people = {
                "anyone": None,
                "stranger": cast.stella(cast.globex()),
                "own client": owen,
                "other consultant": cast.corey(),
                "consultant": casey,
                "principal": pat,
            }
            at_the_door = {name: _cookies(user) for name, user in people.items()}
            at_the_door["bidder"] = _inside(world["bidder_inside"])
            yield Everything(world, at_the_door)
        transaction.set_rollback(True)


def _cookies(user: User | None) -> Any:
    browser = Browser()
    if user:
        browser.force_login(user)
    return browser.cookies


def _inside(person: UUID) -> Any:
    """The cookies of somebody of a bidder who came in."""
    browser = Browser()
    session = browser.session
    session[KEY], session[f"{KEY}_until"] = str(person), "9999"
    session.save()
    return browser.cookies


@pytest.fixture
def visitors(everything: Everything, db: None) -> dict[str, Callable[[], Browser]]:
    """A browser for each kind of visitor, in the order of the table's columns."""

    def browser(name: str) -> Browser:
        fresh = Browser(raise_request_exception=False)
        fresh.cookies.update(everything.at_the_door[name])
        return fresh

    return {name: partial(browser, name) for name in everything.at_the_door}


@pytest.fixture
def world(everything: Everything, db: None) -> dict[str, Any]:
    """The arguments that addresses take, by the word the table uses for them."""
    return everything.world
