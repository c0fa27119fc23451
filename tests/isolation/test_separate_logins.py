"""The walls on real connections: each role logs in by itself, as it does in production."""

import time
from collections.abc import Iterator

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from retainer.lib.database_roles import role_name
from retainer.lib.tenancy.context import Scope, signed
from tests.isolation.logins import forget_changes, logged_in


@pytest.fixture(scope="module")
def two_clients(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[int]]:
    """Two clients with a site each, committed, because every login sees its own snapshot."""
    with django_db_blocker.unblock():
        with logged_in("worker", "*") as cursor:
            made = []
            for slug in ("isolation-one", "isolation-two"):
                cursor.execute(
                    "INSERT INTO clients_client (slug, name, address, currency, "
                    "fiscal_start_month, created_at) VALUES (%s, %s, '', 'USD', 1, now()) "
                    "RETURNING id",
                    [slug, slug],
                )
                made.append(cursor.fetchone()[0])
                cursor.execute(
                    "INSERT INTO clients_site (client_id, code, name, street, city, region, "
                    "postcode, country) VALUES (%s, 'S', 'Site', '', '', '', '', 'US')",
                    [made[-1]],
                )
            cursor.connection.commit()
        yield made
        with logged_in("worker", "*") as cursor:
            cursor.execute("DELETE FROM clients_site WHERE client_id = ANY(%s)", [made])
            cursor.connection.commit()
        forget_changes()
        with logged_in("worker", "*") as cursor:
            cursor.execute("DELETE FROM clients_client WHERE id = ANY(%s)", [made])
            cursor.connection.commit()
        connection.close()


def test_what_is_committed_here_is_in_the_suites_own_database(two_clients: list[int]) -> None:
    with logged_in("worker", "*") as cursor:
        cursor.execute("SELECT current_database()")

        assert cursor.fetchone()[0].startswith("test_")


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT client_id FROM clients_site WHERE client_id > 0 OR true",
        "SELECT client_id FROM clients_site UNION ALL SELECT client_id FROM clients_site",
        "SELECT s.client_id FROM clients_client c JOIN clients_site s ON true",
        "WITH x AS MATERIALIZED (SELECT * FROM clients_site) SELECT client_id FROM x",
    ],
)
def test_raw_sql_of_the_portal_reads_no_other_clients_row(
    two_clients: list[int], attempt: str
) -> None:
    with logged_in("portal", (two_clients[0],)) as cursor:
        cursor.execute(attempt)

        assert {row[0] for row in cursor.fetchall()} == {two_clients[0]}


@pytest.mark.parametrize(
    "attempt",
    [
        "SET ROLE {owner}",
        "SET ROLE {owner}_staff",
        "SET ROLE {owner}_worker",
        "ALTER TABLE clients_site DISABLE ROW LEVEL SECURITY",
        "DROP POLICY portal_rows ON clients_site",
        "TRUNCATE clients_site",
        "UPDATE clients_site SET name = 'mine'",
        "DELETE FROM clients_site",
        "SELECT * FROM sealed.context_key",
        "CREATE TABLE public.loot (x int)",
        "CREATE FUNCTION app.clients(text) RETURNS bigint[] LANGUAGE sql AS 'SELECT NULL'",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/hostname')",
        "SELECT password FROM clients_user",
        "SELECT * FROM clients_invitation",
        "SET row_security = off; SELECT * FROM clients_site",
    ],
)
def test_the_portal_is_refused(two_clients: list[int], attempt: str) -> None:
    with logged_in("portal", (two_clients[0],)) as cursor, pytest.raises(psycopg2.Error):
        cursor.execute(attempt.format(owner=settings.DATABASE_OWNER))


def test_a_context_of_another_connection_is_refused(two_clients: list[int]) -> None:
    with logged_in("portal", (two_clients[1],)) as other:
        other.execute("SELECT current_setting('app.context')")
        stolen = other.fetchone()[0]
        with logged_in("portal", (two_clients[0],)) as cursor:
            cursor.execute("SELECT set_config('app.context', %s, false)", [stolen])
            with pytest.raises(psycopg2.Error, match="context is not valid"):
                cursor.execute("SELECT count(*) FROM clients_site")


def test_an_expired_context_is_refused(two_clients: list[int]) -> None:
    with logged_in("portal", (two_clients[0],)) as cursor:
        long_ago = time.time() - 24 * 3600
        body = Scope("portal", (two_clients[0],)).body(cursor.connection.info.backend_pid, long_ago)
        cursor.execute("SELECT set_config('app.context', %s, false)", [signed(body)])
        with pytest.raises(psycopg2.Error, match="context is not valid"):
            cursor.execute("SELECT count(*) FROM clients_site")


def test_a_context_of_another_kind_shows_nothing(two_clients: list[int]) -> None:
    with logged_in("portal") as cursor:
        body = Scope("staff", "*").body(cursor.connection.info.backend_pid, time.time())
        cursor.execute("SELECT set_config('app.context', %s, false)", [signed(body)])
        cursor.execute("SELECT count(*) FROM clients_site")

        assert cursor.fetchone()[0] == 0


def test_the_sign_in_role_reads_no_clients_facts(two_clients: list[int]) -> None:
    with logged_in("web") as cursor, pytest.raises(psycopg2.Error, match="permission denied"):
        cursor.execute("SELECT count(*) FROM clients_site")


@pytest.mark.parametrize("kind", ["web", "portal", "staff", "worker", "bidder", "backup"])
def test_no_role_may_go_round_the_walls(two_clients: list[int], kind: str) -> None:
    with logged_in("worker", "*") as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, "
            "EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) "
            "FROM pg_roles r WHERE rolname = %s",
            [role_name(settings.DATABASE_OWNER, kind)],
        )

        assert cursor.fetchone() == (False, False, False, False, False)


def test_the_owner_itself_meets_no_rows_without_a_context(
    two_clients: list[int], django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM clients_site")

        assert cursor.fetchone()[0] == 0
    with django_db_blocker.unblock():
        connection.close()
