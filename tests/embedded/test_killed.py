"""Servers that were killed come back, with everything that was committed."""

import pytest

from retainer import embedded
from retainer.embedded import places, postgres, redis
from tests.embedded.checkouts import ask, kill, wait_until_down

pytestmark = pytest.mark.chaos


def test_a_killed_postgres_comes_back_with_what_was_committed(checkout):
    embedded.ensure_running()
    ask("CREATE TABLE kept ()")

    kill(places.home() / "postgres" / "postmaster.pid")
    wait_until_down(postgres)
    embedded.ensure_running()

    assert ask("SELECT to_regclass('kept')") == "kept"


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


def test_a_killed_redis_comes_back(checkout):
    embedded.ensure_running()

    kill(places.sockets() / "redis.pid")
    wait_until_down(redis)
    embedded.ensure_running()

    assert redis.is_running()
