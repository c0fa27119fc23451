"""The servers a checkout brings along: shared by commands, stopped by the last."""

import time

import psycopg2
import pytest

from retainer import embedded
from retainer.embedded import places, postgres, redis
from tests.embedded.checkouts import ask


def test_both_servers_run_for_the_time_of_the_block(checkout):
    with embedded.running() as servers:
        assert ask("SELECT 1", servers.database_url) == "1"
        assert redis.is_running()

    assert not postgres.is_running()
    assert not redis.is_running()


def test_the_owner_is_no_superuser_and_nothing_listens_on_the_network(checkout):
    with embedded.running():
        facts = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert ask(facts) == "False"
        assert ask("SHOW listen_addresses") == ""
        assert ask("SHOW fsync") == "on"


def test_a_wrong_password_is_refused(checkout):
    with embedded.running():
        wrong = places.database_url().replace(places.password(places.OWNER), "guessed")
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(wrong)


def test_the_last_user_switches_off_the_light(checkout):
    other = checkout.command("run", "cat")
    while not (postgres.is_running() and redis.is_running()):
        time.sleep(0.05)

    with embedded.running():
        pass
    assert postgres.is_running(), "the other process still uses it"
    other.communicate()

    assert other.returncode == 0
    assert not postgres.is_running()
    assert not redis.is_running()


def test_a_command_told_to_stop_takes_the_servers_along(checkout):
    command = checkout.command("run", "cat")
    while not (postgres.is_running() and redis.is_running()):
        time.sleep(0.05)

    command.terminate()
    command.communicate(timeout=30)

    assert not postgres.is_running()
    assert not redis.is_running()


def test_servers_asked_to_stay_do_so_until_they_are_stopped(checkout):
    embedded.ensure_running()
    with embedded.running():
        pass
    assert postgres.is_running()
    embedded.stop()

    assert not postgres.is_running()


def test_two_first_starts_at_once_agree(new_checkout):
    checkout = new_checkout()

    starts = [checkout.command("start") for _ in range(3)]
    outputs = [start.communicate()[0] for start in starts]

    assert [start.returncode for start in starts] == [0, 0, 0], outputs
    assert ask("SELECT 1") == "1"


def test_two_checkouts_never_meet(checkout, new_checkout, enter):
    embedded.ensure_running()
    ask("CREATE TABLE only_here ()")

    new_checkout()
    embedded.ensure_running()
    assert ask("SELECT to_regclass('only_here')") == "None"
    embedded.stop()
    enter(checkout)

    assert ask("SELECT to_regclass('only_here')") == "only_here"
    assert redis.is_running()


def test_servers_named_in_the_environment_are_left_alone(new_checkout, monkeypatch):
    checkout = new_checkout()
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/retainer")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")

    with embedded.running() as servers:
        assert servers.database_url == "postgresql://elsewhere/retainer"
        assert servers.redis_url == "redis://elsewhere"

    assert not checkout.var.exists()


def test_only_the_missing_server_is_started(new_checkout, monkeypatch):
    new_checkout()
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/retainer")

    with embedded.running():
        assert redis.is_running()
        assert not postgres.is_running()
