"""The product's own processes: the web server, the worker and the clock that wakes it.

They run as children of one command, write to ``var/log`` and end with it,
whatever ends it.
"""

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.conf import settings

from retainer.celery import app
from retainer.embedded import locks
from retainer.embedded.errors import last_lines

PATIENCE = 180  # seconds to become ready: a first start on a busy machine compiles every module
GRACE = 15  # seconds to finish what is in hand; a run that is cut off resumes from its checkpoint
HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8099
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 only when a person asks for it


class ProcessError(Exception):
    """One of the product's processes did not start, or ended on its own."""


@dataclass(frozen=True)
class Process:
    """A running child, the file it writes to, and how to see that it does its work."""

    name: str
    child: subprocess.Popen[bytes]
    log: Path
    is_ready: Callable[[], bool]

    def check(self) -> None:
        """Complain if the process has ended."""
        if self.child.poll() is not None:
            raise ProcessError(f"The {self.name} ended by itself. {last_lines(self.log)}")

    def wait_until_ready(self) -> None:
        """Return once the process does its work, for which it has three minutes."""
        end = time.monotonic() + PATIENCE
        while not self.is_ready():
            self.check()
            if time.monotonic() > end:
                raise ProcessError(
                    f"The {self.name} is not ready after {PATIENCE} seconds. {last_lines(self.log)}"
                )
            time.sleep(0.1)

    def wait_for_end(self) -> None:
        """Give the process time to finish what is in hand, then insist."""
        try:
            self.child.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()


@dataclass
class Product:
    """The processes that run together: started and asked to end side by side."""

    processes: list[Process] = field(default_factory=list)
    address: str = ""
    #: The lock on our folder, held while everything runs.
    place: IO[str] | None = None

    def start_everything(self, host: str = HOST, port: int | None = None) -> None:
        """Start what a whole installation runs, the web first: mails carry its address."""
        self.place = locks.take(Path(settings.VAR_DIR) / "locks" / "served.lock")
        if self.place is None:
            raise ProcessError(
                f"{settings.VAR_DIR} is served already, and one clock must queue what is due. Stop "
                "the other command, or take a place of your own with RETAINER_VAR."
            )
        self.start_web(host, port)
        self.start_worker()
        self.start_beat()
        self.wait_until_ready()

    def start_worker(self) -> None:
        """Start a Celery worker, ready when it answers."""
        node = f"worker-{os.getpid()}@retainer"
        self._start(
            "worker",
            *("celery", "--app", "retainer", "worker", "--hostname", node),
            *("--concurrency", str(os.cpu_count() or 1), "--loglevel", "INFO"),
            is_ready=lambda: bool(app.control.ping(destination=[node], timeout=0.5)),
        )

    def start_beat(self) -> None:
        """Start the clock that looks for lost runs and due mail."""
        schedule = Path(settings.VAR_DIR) / "beat-schedule"
        self._start(
            "beat",
            *("celery", "--app", "retainer", "beat", "--schedule", str(schedule), "--pidfile="),
        )

    def start_web(self, host: str = HOST, port: int | None = None) -> None:
        """Start the web server, on the first free port unless one is named; ready with a page."""
        with listening(host, port) as listener:
            address, port = listener.getsockname()
            name = socket.gethostname() if address == EVERY_ADDRESS else host
            self.address = f"http://{name}:{port}"
            nearest = f"http://{HOST if address == EVERY_ADDRESS else host}:{port}"
            self._start(
                "web",
                *("gunicorn", "retainer.wsgi", "--bind", f"fd://{listener.fileno()}"),
                *("--workers", "2", "--threads", "4", "--access-logfile", "-"),
                is_ready=lambda: _shows_a_page(nearest),
                keep_open=[listener.fileno()],
                ALLOWED_HOSTS=",".join([*settings.ALLOWED_HOSTS, name]),
            )

    def wait_until_ready(self) -> None:
        """Return once every process does its work."""
        for process in self.processes:
            process.wait_until_ready()

    def stay(self) -> None:
        """Stay until one of the processes ends, which none of them should."""
        while True:
            for process in self.processes:
                process.check()
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop everything."""
        for process in self.processes:
            process.child.terminate()
        while self.processes:
            self.processes.pop().wait_for_end()
        if self.place is not None:
            self.place.close()

    def _start(
        self,
        name: str,
        module: str,
        *arguments: str,
        is_ready: Callable[[], bool] = lambda: True,
        keep_open: Sequence[int] = (),
        **variables: str,
    ) -> None:
        log = Path(settings.VAR_DIR) / "log" / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        environment = {"RETAINER_PROCESS": "web" if name == "web" else "worker"} | variables
        if self.address:
            environment["SITE_URL"] = self.address
        with log.open("wb") as output:
            child = subprocess.Popen(  # noqa: S603 our own programs
                [sys.executable, "-m", module, *arguments],
                cwd=settings.BASE_DIR,
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the parent, which stops all in order
                pass_fds=keep_open,
                preexec_fn=_end_with_parent,
            )
        self.processes.append(Process(name, child, log, is_ready))


@contextmanager
def started() -> Iterator[Product]:
    """A product to start processes in; all of them stop at the end of the block.

    A polite request to end (SIGTERM, a closed terminal) arrives in the block as
    ``KeyboardInterrupt``, as Ctrl-C does.
    """
    product = Product()
    polite = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    before = {number: signal.signal(number, signal.default_int_handler) for number in polite}
    try:
        yield product
    finally:
        for number in polite:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave orphans
        product.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def listening(host: str = HOST, port: int | None = None) -> socket.socket:
    """A socket on this port, or the first free one; handed on open so that nobody takes it."""
    ports = range(FIRST_PORT, LAST_PORT + 1) if port is None else [port]
    for each in ports:
        try:
            return socket.create_server((host, each), backlog=128)
        except PermissionError as forbidden:
            raise ProcessError(f"Port {each} is for root only; name one above 1023.") from forbidden
        except OSError as refused:
            if refused.errno != errno.EADDRINUSE:
                raise ProcessError(f"{host}:{each} cannot be listened on: {refused}") from refused
    if port is not None:
        raise ProcessError(f"Port {port} is taken on {host}. Name another, or none.")
    raise ProcessError(f"No port from {FIRST_PORT} to {LAST_PORT} is free on {host}.")


def _shows_a_page(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 our own server
            return answer.status == 200
    except urllib.error.HTTPError as refused:
        raise ProcessError(f"{address} answers {refused}; see var/log/web.log") from refused
    except OSError:
        return False


def _end_with_parent() -> None:
    """Have Linux end this process when its parent is gone, even by SIGKILL."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
