"""A proposal of Birch for Acme, and the browsers of those who work with it."""

import pytest
from django.test import Client as Browser

from clients.models import Client, User
from rfp.models import Proposal, ProposalVersion
from tests.rfp.proposals import making


@pytest.fixture
def proposal(acme: Client, casey: User) -> Proposal:
    """It lacks nothing."""
    return making.whole(acme, casey)


@pytest.fixture
def version(acme: Client, casey: User, owen: User) -> ProposalVersion:
    """It waits for Acme, where Owen may spend what he likes."""
    making.may_spend(owen, acme)
    return making.issued(acme, casey)


@pytest.fixture
def casey_browses(casey: User) -> Browser:
    browser = Browser()
    browser.force_login(casey)
    return browser


@pytest.fixture
def owen_browses(owen: User) -> Browser:
    browser = Browser()
    browser.force_login(owen)
    return browser
