"""Where this checkout's own PostgreSQL and Redis live, and how to reach them.

Nothing here starts anything, so settings may ask at import time.  Every name
outside the checkout carries a hash of its path: two copies on one machine never
meet.
"""

import hashlib
import hmac
import os
from pathlib import Path
from urllib.parse import quote

from retainer.lib import env
from retainer.lib.secret_key import development_key

ROOT = Path(__file__).resolve().parents[2]

OWNER = "retainer"  # owns the database, and is neither superuser nor above row-level security
SUPERUSER = "postgres"
DATABASE = "retainer"
PORT = 5432  # only a part of the socket's name: nothing listens on the network

LONGEST_SOCKET_PATH = 107  # bytes, fixed in the kernel's socket address


def var() -> Path:
    """The folder of everything that is made while running, never part of the repository."""
    return Path(env.text("RETAINER_VAR", str(ROOT / "var"))).absolute()


def locks() -> Path:
    """The folder of locks; it belongs to whoever runs the commands."""
    return var() / "locks"


def home() -> Path:
    """The folder of data, sockets and logs, a place the servers' own user can reach.

    Run by root, the servers are another user's, to whom a checkout below a
    closed folder (``/root``, say) does not exist.  Data that is already there
    stays where it is.
    """
    inside = var() / "servers"
    outside = Path("/var/lib") / f"retainer-{_path_hash()}"
    if os.geteuid() != 0 or inside.exists():
        return inside
    if outside.exists() or not open_to_everyone(var().parent):
        return outside
    return inside


def sockets() -> Path:
    """The folder of both sockets, short enough for the kernel."""
    folder = home() / "run"
    if len(os.fsencode(folder / postgres_socket_name())) <= LONGEST_SOCKET_PATH:
        return folder
    return Path(f"/tmp/retainer-{os.geteuid()}-{_path_hash()}")  # noqa: S108 checked when made


def postgres_socket_name() -> str:
    """The file name PostgreSQL gives its socket."""
    return f".s.PGSQL.{PORT}"


def database_url(role: str = OWNER, database: str = DATABASE) -> str:
    """Where the embedded PostgreSQL answers once it runs."""
    host = quote(str(sockets()), safe="")
    return f"postgresql://{role}:{password(role)}@{host}:{PORT}/{database}"


def superuser_url(database: str = DATABASE) -> str:
    """The same for the one who may create any role."""
    return database_url(SUPERUSER, database)


def redis_url() -> str:
    """Where the embedded Redis answers, as Celery spells it."""
    return f"redis+socket://{sockets() / 'redis.sock'}"


def password(role: str) -> str:
    """The password of ``role``, derived so that it need not be stored anywhere."""
    return hmac.new(secret(), role.encode(), hashlib.sha256).hexdigest()[:32]


def secret() -> bytes:
    """What all passwords come from, different in every checkout."""
    return hashlib.sha256(b"embedded servers" + development_key(var()).encode()).digest()


def open_to_everyone(path: Path) -> bool:
    """Whether any user may pass through ``path`` and all its parents."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents) if folder.exists())


def _path_hash() -> str:
    return hashlib.sha256(os.fsencode(var())).hexdigest()[:10]
