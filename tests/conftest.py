"""The cast: Pat runs the practice, Casey consults, Owen is of Acme, Stella of another client."""

import os
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck
from hypothesis import settings as HypothesisSettings
from pytest_django import DjangoDbBlocker

from clients.models import Client, User
from retainer import embedded
from retainer.lib.database_roles import statements
from retainer.lib.tenancy import ALL, acting_as
from tests import cast, ready_database
from tests.dealing import pytest_collection_modifyitems, pytest_xdist_make_scheduler

# pytest finds them here
__all__ = ["pytest_collection_modifyitems", "pytest_xdist_make_scheduler"]

# The browser tests' driver keeps an event loop in the process; what runs after them on the same
# thread is no less synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# How long an example takes tells of the machine, not of the code.
HypothesisSettings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
HypothesisSettings.load_profile("patient")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Start the servers where the suite has none, and make the roles before the database.

    Roles belong to the cluster, so building the test database does not make them, and
    processes that test side by side make them one after the other.
    """
    with nullcontext() if settings.DATABASE_URL else embedded.running():
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('roles of the suite'))")
            for statement in statements(settings.DATABASE_OWNER, settings.SECRET_KEY):
                cursor.execute(statement)
        connection.close()
        with django_db_blocker.unblock():
            ready_database.use()
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the suite's own database also for tests that commit, when these run by themselves.

    The plugin makes it for tests with the ``db`` fixture alone; without this the others would
    write to the practice's own.
    """
    if connection.settings_dict["NAME"] == connection.settings_dict["TEST"]["NAME"]:
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _as_the_worker(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that use the database arrange their rows as the practice's own worker."""
    if "db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("db")
    with acting_as("worker", clients=ALL):
        yield


@pytest.fixture
def acme(db: None) -> Client:
    """The client most tests are about."""
    return cast.acme()


@pytest.fixture
def globex(db: None) -> Client:
    """Another client, whose rows nobody of Acme may see."""
    return cast.globex()


@pytest.fixture
def pat(db: None) -> User:
    """Principal: sees every client."""
    return cast.pat()


@pytest.fixture
def casey(acme: Client) -> User:
    """Consultant, assigned to Acme only."""
    return cast.casey(acme)


@pytest.fixture
def owen(acme: Client) -> User:
    """Acme's executive, who may decide disputes up to 10,000."""
    return cast.owen(acme)


@pytest.fixture
def stella(globex: Client) -> User:
    """Of another client: must see nothing of Acme."""
    return cast.stella(globex)


@pytest.fixture
def browser() -> Browser:
    """Somebody's browser, nobody signed in."""
    return Browser()
