"""Keeps the embedded database as new as the code, at next to no cost when it is.

The database carries a note of the code it was last prepared from.  Only when
that differs does ``prepare_database`` run.
"""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import psycopg2.extensions
from django.conf import settings
from django.core.management import call_command
from psycopg2 import sql

from retainer.embedded import locks, places

#: The packages that may hold migrations, models and the SQL of their walls.
PACKAGES = ("retainer", "clients", "billing_audit", "rfp")


def ensure_prepared() -> None:
    """Run ``prepare_database`` if the code or the secret key changed since it last ran."""
    wanted = _note()
    if _read_note() == wanted:
        return
    with locks.exclusive(places.locks() / "prepare.lock"):
        if _read_note() != wanted:
            call_command("prepare_database", verbosity=0, stdout=sys.stderr)
            _write_note(wanted)


def forget() -> None:
    """Have the next command prepare again: this one changes the tables by hand."""
    _write_note("")


def _note() -> str:
    """A fingerprint of what the database is prepared from."""
    digest = hashlib.sha256(settings.SECRET_KEY.encode())  # the roles' passwords come from it
    for path in sorted(_sources()):
        digest.update(f"{path.relative_to(places.ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return f"prepared from {digest.hexdigest()}"


def _sources() -> Iterator[Path]:
    """The files that decide how tables, walls and roles look, and which public facts there are."""
    for package in PACKAGES:
        for path in (places.ROOT / package).rglob("*.*"):
            named = path.name in {"models.py", "database_roles.py", "public_fees.csv"}
            placed = path.suffix == ".py" and path.parent.name in {"migrations", "tenancy"}
            if named or placed or path.suffix == ".sql":
                yield path


def _read_note() -> str | None:
    with _cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = current_database()"
        )
        return cursor.fetchone()[0]


def _write_note(note: str) -> None:
    comment = sql.SQL("COMMENT ON DATABASE {} IS {}").format(
        sql.Identifier(places.DATABASE), sql.Literal(note)
    )
    with _cursor() as cursor:
        cursor.execute(comment)


@contextmanager
def _cursor() -> Iterator[psycopg2.extensions.cursor]:
    with closing(psycopg2.connect(places.database_url())) as connection, connection:  # commits
        yield connection.cursor()
