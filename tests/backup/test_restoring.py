"""Restoring is all or nothing, and never over a practice that is there."""

from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from retainer.backup import programs, restoring
from retainer.backup.manifest import Manifest
from retainer.embedded import places
from retainer.lib.refusal import Refused
from tests.backup.conftest import refusal
from tests.backup.damaging import rewritten
from tests.backup.test_making import kill_while_waiting, locked
from tests.product import Product

READ_AS_PORTAL = """
from clients.models import Client
from django.db import connection
from retainer.lib.tenancy import ALL, acting_as

with acting_as("worker", clients=ALL):
    acme = Client.objects.get(slug="acme").pk
with acting_as("portal", clients=[acme]), connection.cursor() as cursor:
    cursor.execute("SELECT session_user, max(slug), count(*) FROM clients_client")
    print(*cursor.fetchone())
"""

TABLES = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"


def is_empty(product: Product) -> bool:
    files = product.var / "files"
    stored = [path for path in files.rglob("*") if path.is_file()]
    return product.rows(TABLES) == [(0,)] and not stored


def test_a_practice_that_is_there_is_not_overwritten(practice: Product, backup: Path) -> None:
    before = practice.rows("SELECT count(*), max(at) FROM clients_activity")

    said = refusal(practice, "restore", str(backup))

    assert "The database holds a practice of 2 clients and 4 logins; nothing was changed." in said
    assert practice.rows("SELECT count(*), max(at) FROM clients_activity") == before


def test_a_sum_that_differs_leaves_an_empty_database_and_no_files(
    elsewhere: Product, backup: Path, tmp_path: Path
) -> None:
    def change_a_sum(manifest: dict) -> None:
        manifest["tables"]["billing_audit_invoice"]["sums"]["amount_due"] = "1.00"

    said = refusal(elsewhere, "restore", str(rewritten(backup, tmp_path, change_a_sum)))

    assert "Nothing was restored" in said
    assert "billing_audit_invoice holds" in said
    assert is_empty(elsewhere)


def test_a_replacement_that_fails_leaves_the_practice_that_was_there(
    practice: Product, backup: Path, tmp_path: Path
) -> None:
    before = practice.rows("SELECT count(*), max(at) FROM clients_activity")
    wrong = rewritten(
        backup, tmp_path, lambda manifest: manifest["tables"]["clients_user"].update(digest="1")
    )

    said = refusal(practice, "restore", str(wrong), "--replace")

    assert "clients_user holds" in said
    assert practice.rows("SELECT count(*), max(at) FROM clients_activity") == before
    for (name,) in practice.rows("SELECT content FROM clients_storedfile"):
        assert (practice.var / "files" / name).exists()


def test_a_restore_that_is_killed_leaves_an_empty_database(
    elsewhere: Product, backup: Path
) -> None:
    with locked(elsewhere, "pg_catalog.pg_trigger"):  # the rows are in, their triggers not yet
        kill_while_waiting(elsewhere, "restore", str(backup))

    assert elsewhere.rows(TABLES) == [(0,)]


def test_a_practice_moves_to_a_server_of_ones_own(elsewhere: Product, backup: Path) -> None:
    """There the owner has another name, and with it every role."""
    with closing(elsewhere.connect()) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("CREATE ROLE firm LOGIN CREATEROLE PASSWORD 'plain'")
        cursor.execute("CREATE DATABASE practice OWNER firm")
    ((sockets,),) = elsewhere.rows("SHOW unix_socket_directories")
    url = f"postgresql://firm:plain@{quote(sockets, safe='')}:{places.PORT}/practice"
    moved = Product(elsewhere.var, elsewhere.settings | {"DATABASE_URL": url})

    moved.manage("restore", str(backup))

    assert moved.manage("shell", "-v0", "-c", READ_AS_PORTAL) == "firm_portal acme 1\n"


def test_a_backup_of_a_newer_version_is_refused(backup: Path, tmp_path: Path) -> None:
    newer = rewritten(
        backup, tmp_path, lambda manifest: manifest["migrations"].append("clients.0999_later")
    )

    with pytest.raises(Refused, match="newer than this one: its tables have gone through clients"):
        restoring.restore(newer)


def test_another_secret_key_is_told_with_what_it_breaks(backup: Path) -> None:
    manifest = Manifest.read(backup)

    assert restoring.other_key(manifest, manifest.secret_keys) == ""
    assert restoring.other_key(manifest, ["new", *manifest.secret_keys]) == ""
    assert "SECRET_KEY_FALLBACKS" in restoring.other_key(manifest, ["new"])


def test_programs_that_are_too_old_are_named_with_what_to_install() -> None:
    with pytest.raises(Refused, match=r"PostgreSQL 99 or newer; found: \d+.*postgresql-client-99"):
        programs.find(99)
