"""What is owed under Acme's retainer."""

from datetime import date

import pytest
from django.test import Client as Browser

from clients.models import Client, Obligation, Relationship, User
from clients.obligations.services import keep_obligation
from clients.relationships.services import keep_relationship


def owe(relationship: Relationship, by: User, **facts: object) -> Obligation:
    """We send the usage report every month by the 10th working day, unless said otherwise."""
    usual = {
        "what": "Send the usage report",
        "owes": "us",
        "clause": "7.2",
        "first_on": date(2026, 1, 1),
        "rule": "FREQ=MONTHLY;BYMONTHDAY=1",
        "working_day": 10,
    }
    facts = {"client": relationship.client, "relationship": relationship, **usual, **facts}
    return keep_obligation(obligation=Obligation(**facts), kept_by=by)


@pytest.fixture
def retainer(acme: Client, casey: User, owen: User) -> Relationship:
    return keep_relationship(
        relationship=Relationship(
            client=acme, name="Our retainer", our_owner=casey, their_owner=owen
        ),
        kept_by=casey,
    )


@pytest.fixture
def report(retainer: Relationship, casey: User) -> Obligation:
    """Ours."""
    return owe(retainer, casey)


@pytest.fixture
def sites(retainer: Relationship, casey: User) -> Obligation:
    """The client's own, once."""
    facts = {"what": "Name the sites", "owes": "client", "rule": "", "working_day": None}
    return owe(retainer, casey, **facts)


def browsing(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser
