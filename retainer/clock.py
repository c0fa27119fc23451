"""The clock that queues what is due, and leaves a sign of life in Redis while it does.

A task that runs now and then would not tell a dead clock from busy workers; the clock's own sign
does, and two of them tell that a second clock was started by mistake.
"""

import logging
import os
import socket
from collections.abc import Callable
from typing import Any

from celery import Celery
from celery.beat import PersistentScheduler
from kombu.exceptions import OperationalError
from redis import Redis, RedisError

logger = logging.getLogger(__name__)

#: A hash of who ticks to the second of their last tick, by Redis' own clock.
SIGNS = "retainer:clock"
#: Seconds after which a clock that gave no sign has stopped.
SILENCE = 90
FORGOTTEN = 24 * 3600


class Clock(PersistentScheduler):
    """Celery's own clock with a sign of life."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        pause = super().tick(*args, **kwargs)
        if pause:  # nothing is due this moment
            self._tell(lambda redis: redis.hset(SIGNS, self._name(), redis.time()[0]))
        return pause

    def close(self) -> None:
        """A clock that was stopped is not taken for one that ticks."""
        self._tell(lambda redis: redis.hdel(SIGNS, self._name()))
        super().close()

    def _name(self) -> str:
        return f"{socket.gethostname()}:{os.getpid()}"

    def _tell(self, deed: Callable[[Redis], object]) -> None:
        """A broker that is away for a while is no reason to stop."""
        try:
            with self.app.connection_for_write() as connection:
                redis = connection.default_channel.client
                deed(redis)
                redis.expire(SIGNS, FORGOTTEN)
        except (OperationalError, RedisError, OSError) as unreachable:
            logger.warning("The clock's sign of life could not be left: %s", unreachable)


def signs_of_life(app: Celery) -> dict[str, int]:
    """Who ticked, and how many seconds ago."""
    with app.connection_for_write() as connection:
        redis = connection.default_channel.client
        now = redis.time()[0]
        return {who.decode(): now - int(then) for who, then in redis.hgetall(SIGNS).items()}
