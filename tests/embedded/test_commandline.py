"""Management commands: servers only for those that need them, a database as new as the code."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.core.management import BaseCommand

from retainer import embedded
from retainer.embedded import commandline, places


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a checkout that has run nothing yet."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("RETAINER_VAR", str(tmp_path / "var"))
    yield tmp_path / "var"
    shutil.rmtree(places.home(), ignore_errors=True)


def manage(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 our own program
        [sys.executable, places.ROOT / "manage.py", *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )


@pytest.mark.parametrize("words", [["version"], ["check"], ["help", "migrate"], ["migrate", "-h"]])
def test_a_command_without_need_starts_nothing(var, words):
    done = manage(*words)

    assert done.returncode == 0, done.stderr
    assert not places.home().exists()


def test_an_unknown_command_is_a_wrong_usage(var):
    done = manage("impotr_bills")

    assert done.returncode == 2
    assert "impotr_bills" in done.stderr
    assert not places.home().exists()


@pytest.mark.parametrize("needs", [True, False])
def test_a_command_says_itself_whether_it_needs_servers(monkeypatch, needs):
    class Anything(BaseCommand):
        needs_servers = needs

    monkeypatch.setattr(commandline, "get_commands", lambda: {"anything": Anything()})

    assert commandline.needs_servers("anything") is needs


def test_an_embedded_database_is_prepared_on_the_way_and_only_once(var):
    count = "from clients.models import Client; print(Client.objects.count())"

    with embedded.running():
        first = manage("shell", "-v", "0", "-c", count)
        forget_a_migration()  # a second preparation would stumble over the tables it made
        second = manage("shell", "-v", "0", "-c", count)

    assert (first.returncode, first.stdout.strip()) == (0, "0"), first.stderr
    assert (second.returncode, second.stdout.strip()) == (0, "0"), second.stderr


def forget_a_migration() -> None:
    with closing(psycopg2.connect(places.database_url())) as connection, connection:
        connection.cursor().execute("DELETE FROM django_migrations WHERE app = 'sessions'")


def test_servers_named_in_the_environment_are_neither_started_nor_prepared(var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1")

    done = manage("shell", "-v", "0", "-c", "print('ran')")

    assert (done.returncode, done.stdout.strip()) == (0, "ran"), done.stderr
    assert not places.home().exists()
