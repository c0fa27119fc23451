"""Checkouts of their own for these tests, and what one does to servers."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from retainer import embedded
from retainer.embedded import places
from retainer.embedded.servers import Server


@dataclass(frozen=True)
class Checkout:
    """A checkout of its own: another ``var``, and with it other names everywhere."""

    folder: Path
    var: Path

    def command(self, *words: str) -> subprocess.Popen[str]:
        """Another process of this checkout; it waits for its standard input to close."""
        return subprocess.Popen(  # noqa: S603 our own module
            [sys.executable, "-m", "retainer.embedded", *words],
            cwd=places.ROOT,
            env=os.environ | {"RETAINER_VAR": str(self.var)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def make_checkout(*, mode: int = 0o755, deep: str = "") -> Checkout:
    """A fresh checkout below a folder of this mode."""
    folder = Path(tempfile.mkdtemp(prefix="retainer-test-"))
    folder.chmod(mode)
    return Checkout(folder, folder / deep / "var")


def remove(checkout: Checkout) -> None:
    """Leave nothing of the checkout this process is in."""
    embedded.stop()
    home = places.home()
    former = home.parent.glob(f"{home.name}.former-*")
    for leftover in (home, *former, places.sockets(), checkout.folder):
        shutil.rmtree(leftover, ignore_errors=True)


def ask(sql: str, url: str | None = None) -> str:
    """The first value that the database answers."""
    with closing(psycopg2.connect(url or places.database_url())) as connection, connection:
        cursor = connection.cursor()
        cursor.execute(sql)
        return str(cursor.fetchone()[0]) if cursor.description else ""


def kill(pid_file: Path) -> None:
    """End a server without a warning."""
    pid = int(pid_file.read_text().split()[0])
    os.kill(pid, signal.SIGKILL)


def wait_until_down(server: Server) -> None:
    """Return once the killed server's socket is silent."""
    end = time.monotonic() + 10
    while server.is_running():
        assert time.monotonic() < end, "still up after SIGKILL"
        time.sleep(0.02)
