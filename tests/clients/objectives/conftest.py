"""What Acme wants to reach."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Objective, Project, User, WorkEntry
from clients.objectives.services import keep_objective
from tests.agreed import agree
from tests.agreed import worked as log_work


def make(client: Client, by: User, **facts: object) -> Objective:
    """From 6,800 down to 500 a month within ninety days, unless said otherwise."""
    usual = {
        "lens": "cost",
        "sentence": "Pay carriers nothing above the contract",
        "baseline": Decimal(6800),
        "target": Decimal(500),
        "unit": "USD a month",
        "due_on": timezone.localdate() + timedelta(days=90),
    }
    return keep_objective(objective=Objective(client=client, **usual | facts), kept_by=by)


@pytest.fixture
def wanted(acme: Client, casey: User, owen: User) -> Objective:
    return make(acme, casey, owner=owen)


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


@pytest.fixture
def worked(acme: Client, casey: User) -> WorkEntry:
    """Two and a half hours of today."""
    project = Project.objects.create(client=acme, agreement=agree(acme), name="Bill audit")
    return log_work(project, casey, timezone.localdate(), "2.50", "Called the carrier")
