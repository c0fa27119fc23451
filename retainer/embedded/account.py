"""Whose processes the servers are: ours, or an unprivileged user's when we are root.

PostgreSQL refuses to run as root, and rightly so.
"""

import functools
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import TypedDict

from retainer.embedded import places
from retainer.embedded.errors import ServerError


class Credentials(TypedDict, total=False):
    """Arguments of ``subprocess`` that change the user."""

    user: int
    group: int
    extra_groups: list[int]


def run(program: Path, *arguments: str, timeout: int = 120) -> None:
    """Run a server's program as the servers' user, away from our terminal and environment."""
    done = subprocess.run(  # noqa: S603 the program is ours
        [program, *arguments],
        **credentials(),
        cwd="/",  # our own folder may be closed to that user
        start_new_session=True,  # Ctrl-C is for us, not for a server on its way up or down
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        raise ServerError(f"{program.name} {arguments[0]} failed:\n{done.stdout.strip()}")


def can_run(program: Path) -> bool:
    """Whether the servers' user can reach and execute ``program``."""
    try:
        run(program, "--version")
    except (PermissionError, ServerError):
        return False
    return True


def environment() -> dict[str, str]:
    """Our environment without what would steer PostgreSQL elsewhere."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return inherited | {"LC_ALL": "C"}


def credentials() -> Credentials:
    """What makes a subprocess the servers' user; nothing unless we are root."""
    if os.geteuid() != 0:
        return {}
    user = servers_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def give(path: Path) -> None:
    """Make ``path`` the servers' user's, closed to everyone else."""
    path.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        os.chown(path, servers_user().pw_uid, servers_user().pw_gid)
    path.chmod(0o700)


@functools.cache
def servers_user() -> pwd.struct_passwd:
    """The owner of the data that is there; for new data, a system user that exists or is made."""
    data = places.home() / "postgres"
    if data.exists():
        return pwd.getpwuid(data.stat().st_uid)
    known = {user.pw_name: user for user in pwd.getpwall()}
    for name in ("retainer", "postgres"):
        if name in known:
            return known[name]
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if useradd is None:
        return known["nobody"]
    subprocess.run(  # noqa: S603 fixed arguments
        [
            useradd,
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/bin/false",
            "retainer",
        ],
        check=True,
    )
    return pwd.getpwnam("retainer")
