"""The parent's side: start the child, read what it says, end it and all it started."""

import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict
from io import RawIOBase
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from types import TracebackType

from retainer.lib.refusal import Refused
from retainer.lib.sandbox.limits import Limits

log = logging.getLogger(__name__)

CHILD = Path(__file__).with_name("child.py")

#: Why a child did not reach its end, for people.  It may have been reading a bill or making a
#: report, so the caller puts the subject in front: "bill.xlsx: " + sentence.
SENTENCES = {
    "memory": "this needs more memory than we allow, so we stopped.",
    "cpu_time": "this takes more computing time than we allow, so we stopped.",
    "wall_time": "this takes longer than we allow, so we stopped.",
    "output": "this unpacks to more than we allow, so we stopped.",
    "too_deep": "this is nested more deeply than we can follow.",
    "crashed": "this made the program that reads it crash. The file is damaged or hostile.",
    "failed": "this met an error of ours. We have kept the details in the log.",
}

#: What native libraries print before they abort for want of memory: GLib, Rust, C++.
OUT_OF_MEMORY = ("failed to allocate", "memory allocation of", "bad_alloc")


class ChildRefused(Refused):
    """The function refused its input, in its own words."""


class ChildKilled(Exception):
    """The child did not end by itself, or ended badly.

    ``reason`` is one of the keys of ``SENTENCES``; trying again would end the same way.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}: {SENTENCES[reason]}")
        self.reason = reason
        self.sentence = SENTENCES[reason]


class ChildProcess(RawIOBase):
    """A running child, read like a file; its failures are raised where the file would end."""

    def __init__(
        self, function: str, args: tuple[str, ...], limits: Limits, stdin: bytes | None
    ) -> None:
        super().__init__()
        self._limits = limits
        self._read = 0
        self._stopped_for: str | None = None
        self._held = ExitStack()
        self._folder = self._held.enter_context(TemporaryDirectory(prefix="retainer-child-"))
        # Files instead of pipes: a child that floods them meets its own file size limit, and
        # nobody has to drain them while the output is read.
        self._errors = self._held.enter_context(TemporaryFile())  # noqa: SIM115 the stack closes it
        self._verdict = self._held.enter_context(TemporaryFile())  # noqa: SIM115
        with TemporaryFile() as given:
            given.write(stdin or b"")
            given.seek(0)
            self._deadline = time.monotonic() + limits.wall_seconds
            self._process = subprocess.Popen(  # noqa: S603 our interpreter, our script
                self._command(function, args),
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                bufsize=0,
                cwd=self._folder,
                env=self._environment(),
                pass_fds=(self._verdict.fileno(),),
                start_new_session=True,
            )
        self._held.enter_context(self._process.stdout)
        self._pidfd = os.pidfd_open(self._process.pid)
        self._held.callback(os.close, self._pidfd)
        self._alive = True
        self._poll = select.poll()
        self._poll.register(self._process.stdout, select.POLLIN)
        self._poll.register(self._pidfd, select.POLLIN)

    def _command(self, function: str, args: tuple[str, ...]) -> list[str]:
        order = json.dumps(
            {
                "function": function,
                "args": args,
                "limits": asdict(self._limits),
                "verdict": self._verdict.fileno(),
                "parent": os.getpid(),
            }
        )
        # Like -I, but heeding PYTHONHASHSEED: no user site, no script folder on the path.
        return [sys.executable, "-s", "-P", str(CHILD), order]

    def _environment(self) -> dict[str, str]:
        """Nothing of the parent's: that is where the passwords are."""
        return self._limits.environment | {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "HOME": self._folder,
            "TMPDIR": self._folder,
            # The same input gives the same bytes; hash flooding meets the processor limit.
            "PYTHONHASHSEED": "0",
        }

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        chunk = self._next_chunk(len(buffer))
        self._read += len(chunk)
        if self._read > self._limits.output:
            self._stop("output")
        elif chunk:
            buffer[: len(chunk)] = chunk
            return len(chunk)
        self._raise_verdict()
        return 0

    def _next_chunk(self, size: int) -> bytes:
        """Wait for output, the child's end or the deadline, whichever comes first."""
        output = self._process.stdout.fileno()
        while True:
            left = self._deadline - time.monotonic()
            ready = {fd for fd, _ in self._poll.poll(max(0, left * 1000))}
            if output in ready:
                return os.read(output, size)
            if self._pidfd in ready:
                # The child ended and something it started still holds the pipe open.
                self._poll.unregister(self._pidfd)
                self._kill_group()
            else:
                self._stop("wall_time")
                return b""

    def _stop(self, reason: str) -> None:
        self._stopped_for = reason
        self._kill_group()

    def _kill_group(self) -> None:
        """End the child and everything in its session; not yet waited for, so the id is its own."""
        if self._alive:
            os.killpg(self._process.pid, signal.SIGKILL)

    def _wait(self) -> int:
        """Wait for the end, then end what the child left behind."""
        left = max(0, self._deadline - time.monotonic())
        ended = select.poll()
        ended.register(self._pidfd, select.POLLIN)
        if not ended.poll(left * 1000):
            self._stop("wall_time")  # it closed its output and went on
        self._kill_group()
        self._alive = False
        return self._process.wait()

    def _raise_verdict(self) -> None:
        status = self._wait()
        if self._stopped_for:
            raise ChildKilled(self._stopped_for)
        if status == 0:
            return
        said = self._said()
        if said.get("kind") == "refused":
            raise ChildRefused(said["sentence"], reason=said["reason"])
        errors = self._last_errors()
        reason = said.get("kind") or self._cause(status, errors)
        if reason in ("crashed", "failed"):
            log.error("Child ended with status %s: %s", status, errors)
        raise ChildKilled(reason)

    def _cause(self, status: int, errors: str) -> str:
        """Why a child died that could not say it itself."""
        if status == -signal.SIGXCPU:
            return "cpu_time"
        return "memory" if any(words in errors for words in OUT_OF_MEMORY) else "crashed"

    def _said(self) -> dict[str, str]:
        self._verdict.seek(0)
        words = self._verdict.read()
        return json.loads(words) if words else {}

    def _last_errors(self) -> str:
        self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - 4000))
        return self._errors.read().decode(errors="replace")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._alive:
            self._kill_group()
            self._alive = False
            self._process.wait()
        self._held.close()
        self.close()
