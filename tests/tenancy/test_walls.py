"""The second wall: what each role meets in the database, whatever the code above it does."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, InternalError, connection, transaction
from django.db.utils import ProgrammingError

from clients.models import Client, Site, User
from clients.people.activity import record
from retainer.lib.tenancy import ALL, acting_as, walls
from retainer.lib.tenancy.walls import declared_walls, unprotected_tables


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def count(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@contextmanager
def as_owner() -> Iterator[None]:
    """Step out of the worker's role, in which tests arrange their rows."""
    with transaction.atomic():
        execute("SET LOCAL ROLE NONE")
        yield
        transaction.set_rollback(True)


def policies_and_grants() -> list[tuple]:
    """All that decides who may do what."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname, cmd, roles::text, qual, with_check FROM pg_policies "
            "UNION ALL SELECT relname, relacl::text, relrowsecurity::text, "
            "relforcerowsecurity::text, '', '' FROM pg_class WHERE relkind IN ('r', 'p') "
            "ORDER BY 1, 2"
        )
        return cursor.fetchall()


@pytest.fixture
def sites(acme: Client, globex: Client) -> None:
    Site.objects.create(client=acme, code="A1", name="Acme depot")
    Site.objects.create(client=globex, code="G1", name="Globex clinic")


@pytest.mark.django_db
def test_no_table_with_clients_rows_lacks_forced_row_level_security() -> None:
    assert unprotected_tables(connection) == []


@pytest.mark.django_db
def test_every_table_says_who_may_see_its_rows() -> None:
    declared = {table for table, _ in declared_walls()}

    assert set(connection.introspection.table_names()) - declared <= {"django_site"}


def test_the_portal_reads_no_other_clients_row_in_raw_sql(
    sites: None, acme: Client, owen: User
) -> None:
    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        assert count("SELECT count(*) FROM clients_site WHERE client_id > 0 OR true") == 1
        assert count("SELECT count(*) FROM clients_client") == 1


def test_a_consultant_meets_only_assigned_clients(sites: None, acme: Client) -> None:
    with acting_as("staff", clients=[acme.pk]):
        assert list(Site.objects.values_list("code", flat=True)) == ["A1"]


def test_a_principal_meets_all(sites: None) -> None:
    with acting_as("staff", clients=ALL):
        assert Site.objects.count() == 2


def test_a_principal_founds_a_client(db: None) -> None:
    with acting_as("staff", clients=ALL):
        made = Client.objects.create(slug="new", name="New")

        assert Site.objects.create(client=made, code="N1", name="First").pk


def test_a_consultant_cannot_found_a_client(acme: Client) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as("staff", clients=[acme.pk]),
    ):
        Client.objects.create(slug="mine", name="Mine")


def test_without_a_context_there_are_no_rows(sites: None, acme: Client) -> None:
    with acting_as("portal", clients=[acme.pk]), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.context', '', true)")

        assert count("SELECT count(*) FROM clients_site") == 0


@pytest.mark.parametrize(
    "forge",
    [
        lambda token, other: token.replace("portal", "staff"),
        lambda token, other: token.replace("|", "|", 1).rsplit("|", 1)[0] + f"|{other}~" + "0" * 64,
        lambda token, other: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda token, other: token.replace("|portal|", "|staff|").rsplit("|", 1)[0] + "|*~",
    ],
    ids=["another kind", "other clients", "another signature", "all clients"],
)
def test_a_forged_context_is_refused(sites: None, acme: Client, globex: Client, forge) -> None:
    with acting_as("portal", clients=[acme.pk]), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.context')")
        forged = forge(cursor.fetchone()[0], globex.pk)
        cursor.execute("SELECT set_config('app.context', %s, false)", [forged])
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("SELECT count(*) FROM clients_site")


def test_the_portal_cannot_write_facts(acme: Client) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as("portal", clients=[acme.pk]),
    ):
        Site.objects.create(client=acme, code="X", name="Forged")


def test_the_portal_meets_its_own_people_and_the_practices(
    acme: Client, owen: User, stella: User, casey: User, pat: User
) -> None:
    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        met = set(User.objects.values_list("name", flat=True))

    assert met == {owen.name, casey.name, pat.name}


def test_a_password_hash_cannot_be_read_by_the_portal(acme: Client, owen: User) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as("portal", clients=[acme.pk]),
    ):
        count("SELECT count(password) FROM clients_user")


@pytest.mark.parametrize("kind", ["web", "staff"])
@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE clients_user SET kind = 'principal'",
        "UPDATE clients_user SET email = 'eve@evil.test'",
        "INSERT INTO clients_user (email) VALUES ('eve@evil.test')",
        "DELETE FROM clients_user",
    ],
)
def test_no_role_of_the_web_writes_who_somebody_is(casey: User, kind: str, attempt: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(kind, clients=ALL):
        execute(attempt)


@pytest.mark.parametrize("kind", ["portal", "staff", "worker"])
@pytest.mark.parametrize("table", ["clients_activity", "billing_audit_findingdecision"])
@pytest.mark.parametrize(
    "attempt", ["UPDATE {} SET client_id = NULL", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_no_role_rewrites_what_was_done_or_decided(
    db: None, kind: str, table: str, attempt: str
) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(kind, clients=ALL):
        execute(attempt.format(table))


def test_an_own_deed_is_recorded_and_one_of_others_is_not(
    acme: Client, casey: User, pat: User
) -> None:
    with acting_as("staff", clients=[acme.pk], user_id=casey.pk):
        record("practice.seen", "Casey looked round", actor=casey)

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as("staff", clients=[acme.pk], user_id=casey.pk),
    ):
        record("practice.seen", "Pat looked round", actor=pat)


def test_the_walls_are_refused_when_a_clients_table_lies_open(db: None, monkeypatch) -> None:
    monkeypatch.setattr(walls, "unprotected_tables", lambda connection: ["clients_forgotten"])
    with pytest.raises(walls.NoWall, match="clients_forgotten"), as_owner():
        walls.build_walls()


def test_building_the_walls_again_changes_nothing(db: None) -> None:
    with as_owner():
        before = policies_and_grants()
        walls.build_walls()

        assert policies_and_grants() == before


@pytest.mark.parametrize("kind", ["portal", "staff"])
@pytest.mark.parametrize(
    "table",
    ["django_session", "mfa_authenticator", "account_emailaddress", "clients_attempt"],
)
def test_who_serves_pages_cannot_read_how_people_sign_in(db: None, kind: str, table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(kind, clients=ALL):
        count(f"SELECT count(*) FROM {table}")  # noqa: S608 names of our own


def test_the_signing_key_cannot_be_read(acme: Client) -> None:
    with (
        pytest.raises((ProgrammingError, InternalError), match="permission denied"),
        acting_as("portal", clients=[acme.pk]),
    ):
        count("SELECT count(*) FROM sealed.context_key")


def test_rows_of_another_client_cannot_be_made(acme: Client, globex: Client) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as("staff", clients=[acme.pk]),
    ):
        Site.objects.create(client=globex, code="X", name="Elsewhere")


def test_a_scope_inside_a_scope_gives_the_outer_one_back(
    sites: None, acme: Client, globex: Client
) -> None:
    with acting_as("staff", clients=[acme.pk]):
        with acting_as("portal", clients=[globex.pk]):
            assert list(Site.objects.values_list("code", flat=True)) == ["G1"]

        assert list(Site.objects.values_list("code", flat=True)) == ["A1"]
