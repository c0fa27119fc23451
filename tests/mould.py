"""A prepared product that others are poured from: its tables and walls are made once for a run.

Every process of the suite uses the same; whichever ends last takes it away.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

#: The processes that test side by side know their run by this name.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
FOLDER = Path(tempfile.gettempdir()) / f"retainer-mould-{RUN}"
#: What belongs to running servers, and to nobody else.
LEFT_BEHIND = ("servers/run", "servers/log", "locks", "log")


def pour(var: Path, make: Callable[[Path], None]) -> None:
    """Have in ``var`` what ``make`` makes of an empty folder."""
    _stay()
    made = FOLDER / "made"
    with _locked(fcntl.LOCK_EX):
        if not made.exists():
            shutil.rmtree(FOLDER, ignore_errors=True)
            FOLDER.mkdir()
            FOLDER.chmod(0o755)  # the servers' own user must get through
            make(FOLDER / "var")
            made.touch()
    with _locked(fcntl.LOCK_SH):
        # The data belong to the servers' own user, which only this command keeps.
        subprocess.run(["cp", "-a", FOLDER / "var", var], check=True)  # noqa: S603, S607
    for folder in LEFT_BEHIND:
        shutil.rmtree(var / folder, ignore_errors=True)


@contextmanager
def _locked(how: int, of: Path = FOLDER, name: str = "lock") -> Iterator[None]:
    with of.with_suffix(f".{name}").open("w") as file:
        fcntl.flock(file, how)
        yield


@cache
def _stay() -> None:
    """Count as a user of the mould until this process ends."""
    for left in FOLDER.parent.glob("retainer-mould-*.users"):
        _clear(left.with_suffix(""))  # of runs that were killed
    staying = ExitStack()
    staying.enter_context(_locked(fcntl.LOCK_SH, name="users"))
    atexit.register(_leave, staying)


def _leave(staying: ExitStack) -> None:
    staying.close()
    _clear(FOLDER)


def _clear(mould: Path) -> None:
    """Take a mould away that nobody uses, and that is ours to take."""
    refused = suppress(BlockingIOError, PermissionError)
    with refused, _locked(fcntl.LOCK_EX | fcntl.LOCK_NB, mould, "users"):
        shutil.rmtree(mould, ignore_errors=True)
        for name in ("lock", "users"):
            mould.with_suffix(f".{name}").unlink(missing_ok=True)
