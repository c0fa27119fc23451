"""Where this checkout's own PostgreSQL and Redis live, and how to reach them.

Nothing here starts anything, so settings may ask at import time.  Every name
outside the checkout carries a hash of the checkout's path: two copies on one
machine never meet.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]

OWNER = "retainer"  # owns the database, and is neither superuser nor above row-level security
SUPERUSER = "postgres"
DATABASE = "retainer"
PORT = 5432  # only a part of the socket's name: nothing listens on the network

LONGEST_SOCKET_PATH = 107  # bytes, fixed in the kernel's socket address


def state() -> Path:
    """The folder of locks and of the secret; it belongs to whoever runs the commands."""
    return ROOT / "var" / "embedded"


def home() -> Path:
    """The folder of data, sockets and logs, a place the servers' own user can reach.

    Run by root, the servers are another user's, to whom a checkout below a
    closed folder (``/root``, say) does not exist.  Data that is already there
    stays where it is.
    """
    inside = ROOT / "var" / "servers"
    outside = Path("/var/lib") / f"retainer-{_path_hash()}"
    if os.geteuid() != 0 or inside.exists():
        return inside
    if outside.exists() or not open_to_everyone(ROOT):
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
    """Where the embedded Redis answers, as redis-py spells it."""
    return f"unix://{sockets() / 'redis.sock'}?db=0"


def password(role: str) -> str:
    """The password of ``role``, the same in every process of this checkout."""
    return hmac.new(secret(), role.encode(), hashlib.sha256).hexdigest()[:32]


def secret() -> bytes:
    """What all passwords come from: made once per checkout, readable by its owner only."""
    path = state() / "secret"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"secret.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(draft, path)  # refuses to replace the secret another process made just now
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()


def open_to_everyone(path: Path) -> bool:
    """Whether any user may pass through ``path`` and all its parents."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _path_hash() -> str:
    return hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:10]
