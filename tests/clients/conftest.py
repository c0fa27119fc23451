"""Acme's retainer: forty hours a month from January 2026, with two projects under it."""

from collections.abc import Callable
from datetime import date

import pytest

from clients.models import Client, Project, RetainerAgreement, User, WorkEntry
from tests.agreed import agree, worked

Log = Callable[..., WorkEntry]


@pytest.fixture
def agreement(acme: Client) -> RetainerAgreement:
    return agree(acme)


@pytest.fixture
def audit(agreement: RetainerAgreement) -> Project:
    return Project.objects.create(
        client=agreement.client, agreement=agreement, name="Carrier bill audit"
    )


@pytest.fixture
def sourcing(agreement: RetainerAgreement) -> Project:
    return Project.objects.create(
        client=agreement.client, agreement=agreement, name="SD-WAN sourcing"
    )


@pytest.fixture
def log(casey: User) -> Log:
    """Put a work entry into the book as it stands, past the service and its rules."""

    def entry(
        project: Project,
        day: str,
        hours: str,
        text: str = "Dispute call",
        by: User = casey,
        state: str = "approved",
    ) -> WorkEntry:
        return worked(project, by, date.fromisoformat(day), hours, text, state=state)

    return entry
