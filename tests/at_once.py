"""Rows that are committed, and what somebody else does to them on a connection of their own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import DatabaseError, connection
from pytest_django import DjangoDbBlocker

from clients.models import Client, Membership, Project, RetainerAgreement, User
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from tests.agreed import agree


class Office(NamedTuple):
    agreement: RetainerAgreement
    project: Project
    casey: User
    pat: User


class Other:
    """What somebody else does meanwhile, and what came of it."""

    def __init__(self, deed: Callable[[], object]) -> None:
        self.came: object = None
        self._deed = deed
        self._thread = threading.Thread(target=self._do, daemon=True)
        self._thread.start()

    def _do(self) -> None:
        try:
            with acting_as("worker", clients=ALL):
                self.came = self._deed()
        except (Refused, DatabaseError) as refusal:
            self.came = refusal
        finally:
            connection.close()

    def waits(self) -> bool:
        self._thread.join(1)
        return self._thread.is_alive()

    def result(self) -> object:
        self._thread.join(20)
        assert not self._thread.is_alive()
        return self.came


@contextmanager
def committed_office(blocker: DjangoDbBlocker) -> Iterator[Office]:
    """Rows that other connections see too, and that are taken away again."""
    with blocker.unblock():
        with acting_as("worker", clients=ALL):
            acme = Client.objects.create(slug="acme", name="Acme Logistics")
            pat, casey = (
                User.objects.create_user(f"{kind}@practice.test", name=name, kind=kind)
                for kind, name in (("principal", "Pat Page"), ("consultant", "Casey Cole"))
            )
            Membership.objects.create(user=casey, client=acme, role="consultant")
            agreement = agree(acme)
            project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
        yield Office(agreement, project, casey, pat)
        with connection.cursor() as owner:  # statements and activities are deleted by no role
            owner.execute("TRUNCATE clients_client, clients_user CASCADE")
        connection.close()
