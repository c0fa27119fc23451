"""The signed context: which kind of visitor acts, for whom, on which clients.

``acting_as`` opens one transaction as the role of that kind and writes a token
into it.  The token names the kind, the user, the clients, the server process
and when it ends, and carries an HMAC whose key the roles cannot read; the
database function ``app.clients`` recomputes it (see ``walls.sql``).  Injected
SQL can overwrite the token but cannot make a valid one.
"""

import hashlib
import hmac
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg2 import sql

from retainer.lib.database_roles import role_name

#: Says "every client of the practice"; only principals and the practice's own work get it.
ALL = "*"

#: Version of the signing key, so that a key can be replaced while old tokens run out.
KEY_ID = 1

#: Seconds a token lives.  A worker's longest statement must end within this.
LIFETIME = {"web": 300, "portal": 300, "bidder": 300, "staff": 900, "worker": 6 * 3600}

AT_ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


@dataclass(frozen=True)
class Scope:
    """Whose rows the current transaction may touch."""

    kind: str  # web, portal, bidder, staff or worker
    clients: tuple[int, ...] | str
    user_id: int = 0
    #: Of a bidder's person: the one request and the one bidder; ``user_id`` is the person there.
    rfp: int = 0
    bidder: int = 0
    #: Of a scope that reads at an earlier moment: PostgreSQL's name of it.
    moment: str = ""

    def body(self, backend_pid: int, now: float) -> str:
        """The token's text before it is signed."""
        clients = ALL if self.clients == ALL else ",".join(str(pk) for pk in self.clients)
        expires = int(now) + LIFETIME[self.kind]
        return "|".join(
            str(part)
            for part in (
                *(KEY_ID, expires, backend_pid, self.kind, self.user_id),
                *(clients, self.rfp, self.bidder),
            )
        )


def signing_key() -> bytes:
    """The key that tokens are signed with, derived from the secret key but not equal to it."""
    return hashlib.sha256(b"retainer tenant context" + settings.SECRET_KEY.encode()).digest()


def signed(body: str) -> str:
    """The token: the body and its HMAC-SHA256."""
    return f"{body}~{hmac.new(signing_key(), body.encode(), hashlib.sha256).hexdigest()}"


@contextmanager
def one_moment() -> Iterator[str]:
    """Keep a moment at which several scopes can read, each with ``acting_as(…, moment=…)``.

    A connection of its own holds the moment, so that meanwhile others may be written to.
    """
    holder = connections[DEFAULT_DB_ALIAS].copy()
    try:
        with _reading(holder), holder.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0]
    finally:
        holder.close()


@contextmanager
def _reading(holder: BaseDatabaseWrapper) -> Iterator[None]:
    """A transaction that sees the database as it is at its first question, and writes nothing."""
    holder.set_autocommit(False)
    with holder.cursor() as cursor:
        cursor.execute(AT_ONE_MOMENT)
    try:
        yield
    finally:
        holder.rollback()


@contextmanager
def acting_as(
    kind: str,
    *,
    clients: Iterable[int] | str = (),
    user_id: int = 0,
    rfp: int = 0,
    bidder: int = 0,
    moment: str = "",
) -> Iterator[Scope]:
    """Run the block in one transaction as the role ``kind``, seeing only ``clients``.

    A bidder sees no client, only what one request (``rfp``) shows to one ``bidder`` of it.

    For the length of the block the kind's connection stands in for the default
    one, so the code inside uses the ORM as if there were only one database.  A
    scope inside a scope of the same kind is part of its transaction.

    With the ``moment`` of ``one_moment`` nothing is written, and the database is read as it was
    then.
    """
    whose = ALL if clients == ALL else tuple(sorted(set(clients)))
    scope = Scope(kind, whose, user_id, rfp, bidder, moment)
    opened = _set_role if settings.TENANCY_ONE_CONNECTION else _stand_in
    with opened(scope):
        yield scope


@contextmanager
def _stand_in(scope: Scope) -> Iterator[None]:
    """Put the kind's own connection in the default one's place."""
    previous = connections[DEFAULT_DB_ALIAS]
    # A process of that kind has it as its default already and needs no second connection.
    its_own = previous.alias == DEFAULT_DB_ALIAS and scope.kind == settings.PROCESS
    connection = previous if its_own else connections[scope.kind]
    outer: Scope | None = getattr(connection, "scope", None)
    connections[DEFAULT_DB_ALIAS], connection.scope = connection, scope
    try:
        with transaction.atomic():
            _go_back(connection, scope)
            _write_token(connection, scope)
            yield
            # After an error the savepoint brings the outer token back by itself.
            if outer and not connection.needs_rollback:
                _write_token(connection, outer)
    finally:
        connections[DEFAULT_DB_ALIAS], connection.scope = previous, outer


@contextmanager
def _set_role(scope: Scope) -> Iterator[None]:
    """Step into the role on the one connection there is; what tests in a transaction need."""
    connection = connections[DEFAULT_DB_ALIAS]
    is_within = connection.in_atomic_block  # a test's transaction has its moment already
    with transaction.atomic():
        if not is_within:
            _go_back(connection, scope)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_role, current_setting('app.context', true)")
            role, context = cursor.fetchone()
            _become(cursor, role_name(settings.DATABASE_OWNER, scope.kind))
        _write_token(connection, scope)
        yield
        if connection.needs_rollback:
            return  # going back to the savepoint restores both by itself
        with connection.cursor() as cursor:
            _become(cursor, role)
            cursor.execute("SELECT set_config('app.context', %s, true)", [context or ""])


def _go_back(connection: BaseDatabaseWrapper, scope: Scope) -> None:
    """Read at the scope's moment, if it has one; PostgreSQL allows it before anything is read."""
    if scope.moment:
        with connection.cursor() as cursor:
            cursor.execute(AT_ONE_MOMENT)
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [scope.moment])


def _become(cursor, role: str) -> None:
    cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))


def _write_token(connection: BaseDatabaseWrapper, scope: Scope) -> None:
    connection.ensure_connection()
    token = signed(scope.body(connection.connection.info.backend_pid, time.time()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.context', %s, true)", [token])
