"""Connections on which a role has logged in by itself, as it does in production."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.conf import settings
from django.db import connection

from retainer.lib.database_roles import password_for, role_name
from retainer.lib.tenancy.context import Scope, signed


@contextmanager
def logged_in(kind: str, clients: tuple[int, ...] | str = ()) -> Iterator:
    """A cursor of the role's own connection, with a context for ``clients``."""
    parameters = connection.get_connection_params()
    parameters.update(
        user=role_name(settings.DATABASE_OWNER, kind),
        password=password_for(kind, settings.SECRET_KEY),
    )
    parameters.pop("cursor_factory", None)
    own = psycopg2.connect(**parameters)
    try:
        with own.cursor() as cursor:
            if kind != "web":
                body = Scope(kind, clients).body(own.info.backend_pid, time.time())
                cursor.execute("SELECT set_config('app.context', %s, false)", [signed(body)])
            yield cursor
        own.rollback()
    finally:
        own.close()


def forget_changes() -> None:
    """Take away what is kept of changes, which no role may; only the tables' owner can."""
    table = "billing_audit_change"
    with connection.cursor() as owner:
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        owner.execute(f"DELETE FROM {table}")  # noqa: S608 our own name
        owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
