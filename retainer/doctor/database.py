"""Connections of the doctor's own: short of patience, and of nobody's making but the settings'."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
import psycopg2.extensions
from django.conf import settings
from django.db import connections

from retainer.doctor.diagnosis import first_line
from retainer.lib.database_roles import password_for, role_name

Cursor = psycopg2.extensions.cursor

#: Seconds to wait for a connection, milliseconds for an answer and for a lock.
CONNECT, ANSWER, LOCK = 5, 60_000, 2_000


@contextmanager
def as_owner() -> Iterator[Cursor]:
    """Ask the database as its owner; whatever is written is taken back at the end."""
    with closing(_connect()) as connection:
        yield connection.cursor()


@contextmanager
def as_role(kind: str) -> Iterator[Cursor]:
    """The same with the login of one of the roles."""
    login = {
        "user": role_name(settings.DATABASE_OWNER, kind),
        "password": password_for(kind, settings.SECRET_KEY),
    }
    with closing(_connect(**login)) as connection:
        yield connection.cursor()


def refusal(problem: psycopg2.Error) -> str:
    """What the server itself said, without the way by which it was reached."""
    return first_line(problem).rpartition("FATAL:")[2].strip()


def _connect(**login: str) -> psycopg2.extensions.connection:
    parameters = connections["default"].get_connection_params() | login
    return psycopg2.connect(
        **parameters
        | {
            "connect_timeout": CONNECT,
            "options": f"-c statement_timeout={ANSWER} -c lock_timeout={LOCK}",
        }
    )
