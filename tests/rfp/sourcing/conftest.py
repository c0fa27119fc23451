"""What Acme decides to buy."""

import pytest
from django.test import Client as Browser

from clients.models import Client, User
from rfp.models import SourcingDecision
from tests.rfp.sourcing import making


@pytest.fixture
def asked(acme: Client, casey: User, owen: User) -> SourcingDecision:
    """It waits for Acme."""
    return making.put(acme, casey, owen)


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
