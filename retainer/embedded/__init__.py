"""A PostgreSQL and a Redis of this checkout's own, for machines that offer none.

Used when ``DATABASE_URL`` and ``REDIS_URL`` are not set.
"""

from retainer.embedded.errors import ServerError
from retainer.embedded.places import database_url, redis_url
from retainer.embedded.servers import Servers, ensure_running, running, stop

__all__ = [
    "ServerError",
    "Servers",
    "database_url",
    "ensure_running",
    "redis_url",
    "running",
    "stop",
]
