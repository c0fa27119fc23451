"""PostgreSQL: reachable, new enough, with the room and the extensions that we need."""

from collections.abc import Iterator

import psycopg2
from django.conf import settings

from retainer.doctor.database import as_owner, refusal
from retainer.doctor.diagnosis import Diagnosis, dead_end, fault, ok, warning

OLDEST = 16
EXTENSIONS = ("btree_gist",)
#: Below this many free connections the next process may not get its own.
FEW = 5


def server_answers(_: object) -> Iterator[Diagnosis]:
    """The owner signs in and meets a version we know."""
    place = settings.DATABASES["default"]
    where = f"{place['NAME']} on {place['HOST'] or 'the local socket'}"
    try:
        with as_owner() as cursor:
            cursor.execute("SHOW server_version_num")
            number = int(cursor.fetchone()[0])
    except psycopg2.OperationalError as unreachable:
        yield dead_end(
            f"{where} cannot be reached as {place['USER']}: {refusal(unreachable)}",
            "Start PostgreSQL, and look at host, database, login and password in DATABASE_URL.",
        )
        return
    version = f"PostgreSQL {number // 10_000}.{number % 10_000}"
    if number < OLDEST * 10_000:
        yield fault(f"{version} is too old.", f"Upgrade to PostgreSQL {OLDEST} or newer.")
    else:
        yield ok(f"{version} answers: {where}.")


def encoding_is_utf8(_: object) -> Iterator[Diagnosis]:
    """Bills name places and people in any script."""
    with as_owner() as cursor:
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    if encoding != "UTF8":
        yield fault(
            f"The database's encoding is {encoding}.",
            "Dump it, create it anew with ENCODING 'UTF8' TEMPLATE template0, and restore.",
        )


def extensions_are_there(_: object) -> Iterator[Diagnosis]:
    """Rates that may not overlap are kept so by an index of this extension."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT name, installed_version FROM pg_available_extensions WHERE name = ANY(%s)",
            [list(EXTENSIONS)],
        )
        found = dict(cursor.fetchall())
    for name in EXTENSIONS:
        if found.get(name):
            yield ok(f"The extension {name} is installed.")
        elif name in found:
            yield fault(
                f"The extension {name} is not installed in this database.",
                f"bin/manage prepare_database, or as a superuser: CREATE EXTENSION {name};",
            )
        else:
            yield fault(
                f"The server has no extension {name}.",
                "Install PostgreSQL's contrib package, then run bin/manage prepare_database.",
            )


def connections_are_left(_: object) -> Iterator[Diagnosis]:
    """A web thread holds up to three."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::integer"
            " - current_setting('superuser_reserved_connections')::integer, count(*)"
            " FROM pg_stat_activity WHERE backend_type = 'client backend'"
        )
        most, used = cursor.fetchone()
    if most - used < FEW:
        yield warning(
            f"{used} of {most} connections are in use.",
            "Raise max_connections, or run fewer web threads: each holds up to three.",
        )
    else:
        yield ok(f"{used} of {most} connections are in use.")


EXAMINATIONS = (server_answers, encoding_is_utf8, extensions_are_there, connections_are_left)
