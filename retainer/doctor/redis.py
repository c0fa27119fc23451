"""Redis: reachable, and not allowed to forget what is queued."""

from collections.abc import Iterator

from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from retainer.celery import app
from retainer.doctor.diagnosis import Diagnosis, dead_end, first_line, ok, warning
from retainer.lib.format import number

#: Queued messages that a healthy set of workers never lets pile up.
MANY = 500


def redis_answers(_: object) -> Iterator[Diagnosis]:
    """The broker, without which no worker is woken."""
    try:
        with app.connection_for_write(connect_timeout=3) as connection:
            connection.ensure_connection(max_retries=1)
            redis = connection.default_channel.client
            version = redis.info("server")["redis_version"]
            policy = redis.info("memory").get("maxmemory_policy", "noeviction")
            waiting = redis.llen(app.conf.task_default_queue)
    except (OperationalError, RedisError, OSError) as unreachable:
        yield dead_end(
            f"Redis cannot be reached: {first_line(unreachable)}",
            "Start it, and look at host, port and password in REDIS_URL.",
        )
        return
    yield ok(f"Redis {version} answers.")
    if policy != "noeviction":
        yield warning(
            f"Redis forgets messages when its memory is full ({policy}).",
            "Set maxmemory-policy noeviction.",
        )
    if waiting > MANY:
        yield warning(
            f"{number(waiting)} messages wait in Redis.",
            "Start more workers, or look into their log.",
        )


EXAMINATIONS = (redis_answers,)
