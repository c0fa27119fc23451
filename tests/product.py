"""The whole product in a place of its own: database, broker, files and processes.

For tests that need rows which are really committed, workers that can really be
killed, or a page in a real browser.  Nothing is shared with this checkout's own
servers, so any number may run side by side.

    with own_product() as product:
        product.manage("import_bills", "--client", "acme", "bill.csv")
        with product.running("web", "worker", "beat") as host:
            browser.goto(host.address)

Run as a program (``python -m tests.product worker``) it is the parent of such processes.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from unittest import mock

import django
import psycopg2

from retainer.embedded import places
from retainer.processes import started
from tests import mould

#: What would lead the product elsewhere than to its own place, or change how it behaves.
FOREIGN = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "RETAINER_PROCESS", "RETAINER_FILES")

#: Any command prepares the database on its way, but those that examine it.
NOTHING, EXAMINE = ("shell", "--command", "pass"), ("showmigrations",)


@dataclass(frozen=True)
class Host:
    """Running processes: where the web server answers, and whom to kill."""

    address: str
    pids: dict[str, int]

    def kill(self, name: str) -> None:
        """Kill one of the processes with all its children, as a machine that loses power does."""
        os.killpg(self.pids[name], signal.SIGKILL)


@dataclass(frozen=True)
class Product:
    """A product of its own below ``var``."""

    var: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment its programs run in."""
        ours = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        settings = {"DJANGO_SETTINGS_MODULE": "retainer.settings", "RETAINER_VAR": str(self.var)}
        return ours | settings | self.settings

    def start(self, *command: str, **pipes: Any) -> subprocess.Popen[str]:
        """Start one of its programs."""
        return subprocess.Popen(  # noqa: S603 our own programs
            [sys.executable, *command],
            cwd=places.ROOT,
            env=self.environment,
            text=True,
            **pipes,
        )

    def manage(self, *words: str, status: int = 0) -> str:
        """What a management command prints; it must end with ``status``."""
        command = self.start("manage.py", *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        said, complained = command.communicate()
        assert command.returncode == status, f"{words[0]}: {said}{complained}"
        return said

    def rows(self, query: str, *parameters: Any) -> list[tuple]:
        """The answer of its database to its superuser, for whom there are no walls."""
        with closing(self.connect()) as connection, connection, connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall() if cursor.description else []

    def connect(self) -> Any:
        """A connection of its database's superuser."""
        with mock.patch.dict(os.environ, self.environment, clear=True):
            return psycopg2.connect(places.superuser_url(places.DATABASE))

    @contextmanager
    def running(self, *names: str) -> Iterator[Host]:
        """Have the processes ``web``, ``worker``, ``beat`` for the time of the block."""
        parent = self.start(
            "-m", "tests.product", *names, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            answer = _opened(parent.stdout).readline()
            assert answer, f"The {', '.join(names)} did not start; see {self.var / 'log'}"
            yield Host(**json.loads(answer))
        finally:
            parent.communicate()


@contextmanager
def own_product(*, prepared: bool = True, **settings: str) -> Iterator[Product]:
    """A product with an empty database, running under ``settings`` of the environment.

    One that is not prepared has servers, and no tables yet.
    """
    folder = Path(tempfile.mkdtemp(prefix="retainer-product-"))
    folder.chmod(0o755)  # the servers' own user must get through
    product = Product(folder / "var", settings)
    try:
        if prepared:
            mould.pour(product.var, _prepare)
        with _served(product):
            product.manage(*(NOTHING if prepared else EXAMINE))
            yield product
    finally:
        shutil.rmtree(folder)


def _prepare(var: Path) -> None:
    """Make the tables and walls of a product that anybody may have."""
    product = Product(var)
    with _served(product):
        product.manage(*NOTHING)


@contextmanager
def _served(product: Product) -> Iterator[None]:
    """Its database and broker for the time of the block."""
    # They stay while the program waits for its input to close, which even our death does.
    servers = product.start("-m", "retainer.embedded", "run", "cat", stdin=subprocess.PIPE)
    try:
        yield
    finally:
        servers.communicate()


def main(names: list[str]) -> None:
    """Run the processes until standard input closes."""
    django.setup()
    with started() as product:
        for name in names:
            getattr(product, f"start_{name}")()
        product.wait_until_ready()
        pids = {process.name: process.child.pid for process in product.processes}
        print(json.dumps({"address": product.address, "pids": pids}), flush=True)
        sys.stdin.read()


def _opened(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


if __name__ == "__main__":
    main(sys.argv[1:])
