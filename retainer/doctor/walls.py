"""The walls between clients: forced, as the models declare them, and signed with our key."""

import time
from collections.abc import Iterator

import psycopg2
from django.conf import settings
from django.db import connection

from retainer.doctor.blueprint import differences, granted_partitions
from retainer.doctor.database import as_owner, as_role
from retainer.doctor.diagnosis import Diagnosis, fault, first_line, ok
from retainer.lib.tenancy import ALL, Scope
from retainer.lib.tenancy.context import signed
from retainer.lib.tenancy.keeping import hidden_tables
from retainer.lib.tenancy.walls import unprotected_tables

REBUILD = "bin/manage prepare_database builds the walls anew."


def walls_are_forced(_: object) -> Iterator[Diagnosis]:
    """Row-level security on every table with a client's rows, for its owner too."""
    bare = unprotected_tables(connection)
    connection.close()
    for table in bare:
        yield fault(f"Rows of clients lie open in {table}: no forced row-level security.", REBUILD)
    if not bare:
        yield ok("Every table with a client's rows has forced row-level security.")


def walls_are_as_declared(_: object) -> Iterator[Diagnosis]:
    """Grants, switches and policies, compared with what the code would make of an empty copy."""
    with as_owner() as cursor:
        found = list(differences(cursor))
        partitions = granted_partitions(cursor)
    for table, difference in found:
        yield fault(f"The wall of {table} is not as declared: {difference}.", REBUILD)
    for table, grantee in partitions:
        yield fault(
            f"{grantee} is granted the partition {table} itself, past its table's policies.",
            f"As the owner: REVOKE ALL ON {table} FROM {grantee};",
        )
    if not found and not partitions:
        yield ok("Every grant and policy is as the code declares it.")


def backup_sees_everything(_: object) -> Iterator[Diagnosis]:
    """A dump that misses rows is found out on the day it is needed."""
    with connection.cursor() as cursor:
        hidden = hidden_tables(cursor, settings.DATABASE_OWNER)
    connection.close()
    for table in hidden:
        yield fault(f"A backup would miss rows of {table}.", REBUILD)
    if not hidden:
        yield ok("The backup's role sees every row.")


def context_is_ours(_: object) -> Iterator[Diagnosis]:
    """A context signed here opens rows, and without one there are none."""
    try:
        with as_role("staff") as cursor:
            cursor.execute("SELECT count(*) FROM clients_client")
            seen = cursor.fetchone()[0]
            scope = Scope("staff", ALL)
            token = signed(scope.body(cursor.connection.info.backend_pid, time.time()))
            cursor.execute("SELECT set_config('app.context', %s, true)", [token])
            cursor.execute("SELECT app.sees_all('staff')")
            opens = cursor.fetchone()[0]
    except psycopg2.errors.InvalidAuthorizationSpecification:
        yield fault(
            "The database refuses the contexts that this SECRET_KEY signs: nobody sees a row.",
            f"Give every process the same SECRET_KEY, then {REBUILD}",
        )
        return
    except psycopg2.OperationalError:
        return  # told with the roles
    except psycopg2.ProgrammingError as refused:
        yield fault(
            f"{settings.DATABASE_OWNER}_staff cannot ask for clients: {first_line(refused)}",
            REBUILD,
        )
        return
    if seen:
        yield fault(f"Without any context {seen} clients can be seen.", REBUILD)
    elif not opens:
        yield fault("A context for the whole practice does not open it.", REBUILD)
    else:
        yield ok("A signed context opens rows; without one there are none.")


EXAMINATIONS = (walls_are_forced, walls_are_as_declared, backup_sees_everything, context_is_ours)
