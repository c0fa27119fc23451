"""The product's own processes: the web server, the worker and the clock that wakes it.

They run as children of one command, write to ``var/log`` and end with it,
whatever ends it.
"""

import ctypes
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

from django.conf import settings

from retainer.celery import app
from retainer.embedded.errors import last_lines

PATIENCE = 60  # seconds for a process to become ready; a first start compiles every module
GRACE = 15  # seconds to finish what is in hand; a run that is cut off resumes from its checkpoint
FIRST_PORT, LAST_PORT = 8000, 8099


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
        """Return once the process does its work, for which it has a minute."""
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

    def start_everything(self) -> None:
        """Start what a whole installation runs, the web first: mails carry its address."""
        self.start_web()
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

    def start_web(self) -> None:
        """Start the web server on the first free port, ready when it shows a page."""
        with free_port() as listener:
            host, port = listener.getsockname()
            self.address = f"http://{host}:{port}"
            self._start(
                "web",
                *("gunicorn", "retainer.wsgi", "--bind", f"fd://{listener.fileno()}"),
                *("--workers", "2", "--threads", "4", "--access-logfile", "-"),
                is_ready=lambda: _shows_a_page(self.address),
                keep_open=[listener.fileno()],
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

    def _start(
        self,
        name: str,
        module: str,
        *arguments: str,
        is_ready: Callable[[], bool] = lambda: True,
        keep_open: Sequence[int] = (),
    ) -> None:
        log = Path(settings.VAR_DIR) / "log" / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        environment = {"RETAINER_PROCESS": "web" if name == "web" else "worker"}
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


def free_port() -> socket.socket:
    """A socket on the first free port of this machine, handed on open so that nobody takes it."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            listener.close()
        else:
            listener.listen(128)
            return listener
    raise ProcessError(f"No port from {FIRST_PORT} to {LAST_PORT} is free on 127.0.0.1.")


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
