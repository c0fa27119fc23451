"""The servers a checkout brings along: shared, stopped, killed, never mixed up with another's."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest

from retainer import embedded
from retainer.embedded import places, postgres, redis

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="about what only root may do")


@dataclass(frozen=True)
class Checkout:
    """A checkout of its own: another ``var``, and with it other names everywhere."""

    folder: Path
    var: Path

    def command(self, *words: str) -> subprocess.Popen[str]:
        """Another process of this checkout; it waits for its standard input to close."""
        return subprocess.Popen(  # noqa: S603 our own module
            [sys.executable, "-m", "retainer.embedded", *words],
            cwd=places.ROOT,
            env=os.environ | {"RETAINER_VAR": str(self.var)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def make_checkout(*, mode: int = 0o755, deep: str = "") -> Checkout:
    folder = Path(tempfile.mkdtemp(prefix="retainer-test-"))
    folder.chmod(mode)
    return Checkout(folder, folder / deep / "var")


def remove(checkout: Checkout) -> None:
    embedded.stop()
    home = places.home()
    former = home.with_name(f"{home.name}.former")
    for leftover in (home, former, places.sockets(), checkout.folder):
        shutil.rmtree(leftover, ignore_errors=True)


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch) -> Callable[[Checkout], None]:
    """Makes this process one of the given checkout."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    return lambda checkout: monkeypatch.setenv("RETAINER_VAR", str(checkout.var))


@pytest.fixture(scope="module")
def shared_checkout() -> Iterator[Checkout]:
    """One for all tests here that need no fresh one: making a cluster takes a second."""
    checkout = make_checkout()
    yield checkout
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETAINER_VAR", str(checkout.var))
        remove(checkout)


@pytest.fixture
def checkout(shared_checkout: Checkout, enter: Callable[[Checkout], None]) -> Iterator[Checkout]:
    """A checkout whose servers are stopped."""
    enter(shared_checkout)
    yield shared_checkout
    enter(shared_checkout)
    embedded.stop()


@pytest.fixture
def new_checkout(enter: Callable[[Checkout], None]) -> Iterator[Callable[..., Checkout]]:
    """Makes fresh checkouts, enters them, and leaves nothing of them behind."""
    made: list[Checkout] = []

    def new(**kind: object) -> Checkout:
        made.append(make_checkout(**kind))
        enter(made[-1])
        return made[-1]

    yield new
    for checkout in made:
        enter(checkout)
        remove(checkout)


def ask(sql: str, url: str | None = None) -> str:
    with closing(psycopg2.connect(url or places.database_url())) as connection, connection:
        cursor = connection.cursor()
        cursor.execute(sql)
        return str(cursor.fetchone()[0]) if cursor.description else ""


def kill(pid_file: Path) -> None:
    pid = int(pid_file.read_text().split()[0])
    os.kill(pid, signal.SIGKILL)


def wait_until_down(server: object) -> None:
    end = time.monotonic() + 10
    while server.is_running():
        assert time.monotonic() < end, "still up after SIGKILL"
        time.sleep(0.02)


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


@pytest.mark.chaos
def test_a_killed_postgres_comes_back_with_what_was_committed(checkout):
    embedded.ensure_running()
    ask("CREATE TABLE kept ()")

    kill(places.home() / "postgres" / "postmaster.pid")
    wait_until_down(postgres)
    embedded.ensure_running()

    assert ask("SELECT to_regclass('kept')") == "kept"


@pytest.mark.chaos
def test_the_number_of_a_killed_postgres_may_be_somebody_elses_now(checkout):
    embedded.ensure_running()
    mark = places.home() / "postgres" / "postmaster.pid"
    before = mark.read_text()
    kill(mark)
    wait_until_down(postgres)

    somebody = (places.sockets() / "redis.pid").read_text().strip()
    mark.write_text(before.replace(before.split()[0], somebody, 1))
    embedded.ensure_running()

    assert ask("SELECT 1") == "1"


@pytest.mark.chaos
def test_a_killed_redis_comes_back(checkout):
    embedded.ensure_running()

    kill(places.sockets() / "redis.pid")
    wait_until_down(redis)
    embedded.ensure_running()

    assert redis.is_running()


def test_data_of_a_former_checkout_at_this_path_is_set_aside(new_checkout):
    checkout = new_checkout()
    with embedded.running():
        ask("CREATE TABLE former ()")

    (checkout.var / "secret_key").unlink()
    with embedded.running():
        assert ask("SELECT to_regclass('former')") == "None"

    home = places.home()
    assert (home.with_name(f"{home.name}.former") / "postgres" / "PG_VERSION").exists()


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


def test_a_deep_checkout_has_its_sockets_in_a_short_folder(new_checkout):
    new_checkout(deep="/".join(["a-rather-long-name"] * 6))

    with embedded.running():
        assert ask("SELECT 1") == "1"
        assert not places.sockets().is_relative_to(places.home())
        assert stat.S_IMODE(places.sockets().stat().st_mode) == 0o700


@as_root
def test_root_has_an_open_checkout_hold_its_own_data(new_checkout):
    checkout = new_checkout()

    with embedded.running():
        data = places.home() / "postgres"
        assert data.is_relative_to(checkout.var)
        assert data.stat().st_uid != 0


@as_root
def test_root_keeps_the_data_of_a_closed_checkout_where_the_servers_can_reach_it(new_checkout):
    checkout = new_checkout(mode=0o700)

    with embedded.running():
        assert ask("SELECT 1") == "1"

    assert places.home().is_relative_to("/var/lib")
    assert not (checkout.var / "servers").exists()
    assert stat.S_IMODE(checkout.folder.stat().st_mode) == 0o700, "the folder stays closed"


@as_root
def test_root_is_told_when_existing_data_went_out_of_reach(new_checkout):
    checkout = new_checkout()
    with embedded.running():
        pass

    checkout.folder.chmod(0o700)

    with pytest.raises(embedded.ServerError, match="cannot reach"), embedded.running():
        pass
