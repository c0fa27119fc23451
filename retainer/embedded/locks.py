"""Locks between processes.  The kernel drops them when a process ends, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Wait until no other process is in here."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def join(path: Path) -> IO[str]:
    """Count this process among the users of ``path`` until the file is closed."""
    file = _opened(path)
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def take(path: Path) -> IO[str] | None:
    """Have ``path`` for this process alone until the file is closed; ``None`` if another has it."""
    file = _opened(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def is_unused(path: Path) -> bool:
    """Whether no process has joined ``path``."""
    if file := take(path):
        file.close()
    return file is not None


def _opened(path: Path) -> IO[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a")
