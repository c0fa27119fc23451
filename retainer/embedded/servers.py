"""Starting, sharing and stopping the servers of this checkout.

Any number of commands may use them at once.  Each holds a shared lock while it
runs; the last one to leave switches off the light, unless someone asked with
``ensure_running`` that they stay.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

from retainer.embedded import account, locks, places, postgres, redis
from retainer.embedded.errors import ServerError
from retainer.lib import env


@dataclass(frozen=True)
class Servers:
    """Where the database and the broker are, ours or someone else's."""

    database_url: str
    redis_url: str


class Server(Protocol):
    """What the modules ``postgres`` and ``redis`` both offer."""

    def is_running(self) -> bool: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


def addresses() -> Servers:
    """The addresses that the environment names, or those of the embedded servers."""
    return Servers(
        database_url=env.text("DATABASE_URL") or places.database_url(),
        redis_url=env.text("REDIS_URL") or places.redis_url(),
    )


@contextmanager
def running() -> Iterator[Servers]:
    """Have both servers for the time of the block.

    A server that the environment names is taken as it is.
    """
    wanted = _wanted()
    if not wanted:
        yield addresses()
        return
    with _alone():
        users = locks.join(_users())
    try:
        with _alone():
            _start(wanted)
        yield addresses()
    finally:
        with _alone():
            users.close()
            if locks.is_unused(_users()) and not _stay().exists():
                _stop()


def ensure_running() -> Servers:
    """Start what is not running, to stay until ``stop``."""
    wanted = _wanted()
    if wanted:
        with _alone():
            _stay().touch()
            _start(wanted)
    return addresses()


def stop() -> None:
    """Stop both servers now, whoever uses them."""
    with _alone():
        _stay().unlink(missing_ok=True)
        _stop()


def _wanted() -> list[Server]:
    """The modules of those servers that the environment does not name."""
    named = {"DATABASE_URL": postgres, "REDIS_URL": redis}
    return [server for variable, server in named.items() if not env.text(variable)]


def _start(wanted: list[Server]) -> None:
    if all(server.is_running() for server in wanted) and _is_ours():
        return
    _make_home()
    for server in wanted:
        if not server.is_running():
            server.start()


def _stop() -> None:
    for server in (redis, postgres):
        if server.is_running():
            server.stop()


def _make_home() -> None:
    """The folders the servers need, with exactly the access they need."""
    home = places.home()
    if home.exists() and not _is_ours():
        _set_aside(home)
    home.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        for folder in (home, home.parent):
            folder.chmod(folder.stat().st_mode | 0o011)  # pass through, not look around
        if not places.open_to_everyone(home):
            raise ServerError(
                f"The servers run as user {account.servers_user().pw_name}, who cannot reach their "
                f"data in {home}: one of the folders above it is closed. Open it (chmod o+x), or "
                "move the checkout back to where it was."
            )
    if places.sockets().is_symlink() or (
        places.sockets().exists() and places.sockets().stat().st_uid not in _our_users()
    ):
        raise ServerError(f"{places.sockets()} belongs to somebody else; remove it.")
    for folder in (home / "log", places.sockets()):
        account.give(folder)
    (home / "belongs-to").write_text(_fingerprint())


def _our_users() -> set[int]:
    return {os.geteuid(), account.credentials().get("user", os.geteuid())}


def _is_ours() -> bool:
    """Whether the data is this checkout's, not a former one's that had the same path."""
    mark = places.home() / "belongs-to"
    return mark.exists() and mark.read_text() == _fingerprint()


def _fingerprint() -> str:
    return hashlib.sha256(places.secret()).hexdigest()


def _set_aside(home: Path) -> None:
    """Keep the data of a former checkout out of the way: its passwords went with its key.

    Whoever finds the key again has the data again, so none of it is ever removed.
    """
    _stop()
    aside = (home.with_name(f"{home.name}.former-{number}") for number in count(1))
    home.rename(next(place for place in aside if not place.exists()))


def _alone() -> AbstractContextManager[None]:
    return locks.exclusive(places.locks() / "start.lock")


def _users() -> Path:
    return places.locks() / "users.lock"


def _stay() -> Path:
    return places.locks() / "stay"
