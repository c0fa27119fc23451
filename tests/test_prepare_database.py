"""Making the login roles, or saying who must."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from retainer.lib.database_roles import KINDS


def test_a_login_that_may_not_make_roles_prints_the_sql_for_who_may(
    db: None, settings: Settings
) -> None:
    settings.DATABASE_OWNER = "newcomer"  # none of whose roles exist; tests run as the worker
    out, complaint = StringIO(), StringIO()

    with pytest.raises(SystemExit) as refused:
        call_command("prepare_database", stdout=out, stderr=complaint)

    assert refused.value.code == 1
    assert "may not make roles" in complaint.getvalue()
    assert "Missing: newcomer_web, newcomer_portal" in complaint.getvalue()
    for kind in KINDS:
        assert f'CREATE ROLE "newcomer_{kind}"' in out.getvalue()
        assert f'GRANT "newcomer_{kind}" TO "newcomer"' in out.getvalue()


def test_the_sql_is_printed_without_trying(db: None) -> None:
    out = StringIO()

    call_command("prepare_database", "--print-sql", stdout=out)

    statements = [line for line in out.getvalue().splitlines() if line]
    assert all(statement.endswith(";") for statement in statements)
    assert len(statements) == 3 * len(KINDS) + 1
    assert f'ALTER ROLE "{settings.DATABASE_OWNER}_worker" SET temp_buffers' in out.getvalue()
    assert f'ALTER ROLE "{settings.DATABASE_OWNER}_portal" LOGIN' in out.getvalue()


def test_tables_of_a_version_too_old_are_refused_and_stay(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE; DELETE FROM django_migrations WHERE name > '0003'")

    with pytest.raises(CommandError, match=r"have not gone through clients\.\d{4}_\w+\. Nothing"):
        call_command("prepare_database")
