"""Two people decide at once, each on a connection of their own: one outcome, one clear message."""

import threading
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from clients.advice.deciding import DecidedMeanwhile, accept, decline
from clients.advice.models import Decision, Recommendation
from clients.advice.services import draft, publish
from clients.models import Client, Membership, User
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from tests.at_once import Office, committed_office
from tests.clients.advice.conftest import TWO_WAYS, may_dispute


class Table(NamedTuple):
    """A recommendation on the table, and two people who may decide it."""

    asked: Recommendation
    owen: User
    olga: User


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with committed_office(django_db_blocker) as office:
        yield office


@pytest.fixture
def table(office: Office) -> Table:
    with acting_as("worker", clients=ALL):
        client = office.agreement.client
        words = {"kind": "dispute", "title": "Ask?", "found": "x", "advice": "x", "money": 100}
        asked = draft(client=client, author=office.casey, options=TWO_WAYS, if_nothing="x", **words)
        owen, olga = _decider("Owen Ortiz", client), _decider("Olga Orr", client)
        return Table(publish(recommendation=asked, published_by=office.casey), owen, olga)


def _decider(name: str, client: Client) -> User:
    email = f"{name.split()[0].lower()}@acme.test"
    user = User.objects.create_user(email, name=name, kind="client")
    Membership.objects.create(user=user, client=client, role="executive")
    may_dispute(user, client)
    return user


def meanwhile(deed: Callable[[], object], person: User, asked: Recommendation) -> list[object]:
    """What comes of somebody else's deed at the portal, once its thread has ended."""
    came: list[object] = []

    def do() -> None:
        try:
            with acting_as("portal", clients=[asked.client_id], user_id=person.pk):
                came.append(deed())
        except Refused as refusal:
            came.append(refusal)
        finally:
            connection.close()

    came.append(threading.Thread(target=do, daemon=True))
    came[0].start()
    return came


def test_the_second_waits_and_is_told_what_the_first_decided(table: Table) -> None:
    with acting_as("portal", clients=[table.asked.client_id], user_id=table.owen.pk):
        accept(recommendation=table.asked, decided_by=table.owen)
        came = meanwhile(
            lambda: decline(recommendation=table.asked, decided_by=table.olga),
            table.olga,
            table.asked,
        )
        came[0].join(1)
        assert came[0].is_alive(), "nobody decides past somebody who is deciding"
    came[0].join(20)

    assert isinstance(came[1], DecidedMeanwhile)
    assert came[1].sentence.startswith("Owen Ortiz accepted this on")
    with acting_as("worker", clients=ALL):
        table.asked.refresh_from_db()
        assert table.asked.state == "accepted"
        assert [each.decided_by for each in Decision.objects.all()] == [table.owen]
