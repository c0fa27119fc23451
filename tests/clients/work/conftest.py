"""Acme's retainer: forty hours a month from January 2026, with two projects under it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from clients.models import Client, Project, RetainerAgreement, User, WorkEntry

Log = Callable[..., WorkEntry]


@pytest.fixture
def agreement(acme: Client) -> RetainerAgreement:
    return RetainerAgreement.objects.create(
        client=acme,
        title="Telecom retainer",
        starts_on=date(2026, 1, 1),
        monthly_fee=Decimal("6500.00"),
        monthly_hours=Decimal("40.00"),
    )


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
        project: Project, day: str, hours: str, text: str = "Dispute call", by: User = casey
    ) -> WorkEntry:
        return WorkEntry.objects.create(
            client=project.client,
            project=project,
            consultant=by,
            worked_on=date.fromisoformat(day),
            hours=Decimal(hours),
            text=text,
        )

    return entry
