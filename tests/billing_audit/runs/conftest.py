"""Runs of the cast's clients, and what time does to them."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from pytest_django import DjangoDbBlocker

from billing_audit.runs.models import AuditRun, RunStep
from clients.people.models import Client
from retainer.lib.tenancy import ALL, acting_as


@pytest.fixture
def run(acme: Client) -> AuditRun:
    """An audit of Acme that waits for a worker."""
    return AuditRun.objects.create(client=acme)


@pytest.fixture
def fall_silent() -> Callable[[AuditRun], None]:
    """Makes the run's worker one that was not heard of for longer than its lease."""

    def silence(run: AuditRun) -> None:
        past = Now() - timedelta(seconds=1)
        AuditRun.objects.filter(pk=run.pk).update(lease_until=past)
        RunStep.objects.filter(run=run, state=RunStep.State.DOING).update(lease_until=past)

    return silence


@pytest.fixture
def committed_run(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[AuditRun]:
    """A run that other connections see too."""
    with django_db_blocker.unblock():
        with acting_as("worker", clients=ALL):
            client = Client.objects.create(slug="committed", name="Committed")
            made = AuditRun.objects.create(client=client)
        yield made
        with connection.cursor() as owner:
            owner.execute("TRUNCATE clients_activity")  # which no role may delete from
        with acting_as("worker", clients=ALL), connection.cursor() as worker:
            made.delete()
            # By itself: Django would look into every table of a client, codes at the door too.
            worker.execute("DELETE FROM clients_client WHERE id = %s", [client.pk])
        connection.close()
