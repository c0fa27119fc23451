"""What these tests commit they also take away: whoever comes next starts from nothing."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from clients.models import Carrier, Client, User
from retainer.lib.tenancy import ALL, acting_as


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_left(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Count what belongs to no client after the module's own fixtures have cleaned up."""
    yield
    with django_db_blocker.unblock(), acting_as("worker", clients=ALL):
        left = [row for model in (Client, Carrier, User) for row in model.objects.all()]
    assert not left
