"""The drop folder: files laid there by scanners, portals' exports and people.

drop/bill.csv              whose it is, its account numbers tell
drop/acme/bill.csv         laid for the client whose short name is acme
drop/taken/2026-11/…       what arrived
drop/refused/…             what did not, each with the reason in a text file beside it
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils import timezone

from retainer.lib.refusal import Refused
from retainer.lib.uploads import displayed_name

TAKEN, REFUSED = "taken", "refused"
#: Seconds that a file must have been left alone before it counts as whole.
SETTLED = 20
#: Names under which programs write what they will rename once it is whole.
UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".crdownload", ".download", "~")
CHUNK = 1024 * 1024


class NotWhole(Exception):
    """Somebody is still writing the file: it is left alone until the next time."""


@dataclass(frozen=True)
class Dropped:
    """A file somebody laid there, and the client's folder it lies in."""

    path: Path
    client_slug: str = ""

    @property
    def name(self) -> str:
        return displayed_name(os.fsencode(self.path.name).decode("utf-8", "replace"))

    @property
    def identity(self) -> str:
        """The same file, looked at again; one laid there anew is another."""
        return f"{self.client_slug}/{self.name} {self.path.lstat().st_mtime_ns}"


class DropFolder:
    """What lies in the folder, and where it goes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def waiting(self) -> Iterator[Dropped]:
        """The files of the folder and of its clients' folders, in the order of their names."""
        for entry in self._entries(self.root):
            if not entry.is_dir(follow_symlinks=False):
                yield Dropped(Path(entry.path))
            elif entry.name not in (TAKEN, REFUSED):
                for inner in self._entries(Path(entry.path)):
                    if not inner.is_dir(follow_symlinks=False):
                        yield Dropped(Path(inner.path), entry.name)

    def _entries(self, folder: Path) -> list[os.DirEntry]:
        try:
            with os.scandir(folder) as entries:
                found = [each for each in entries if not _is_unfinished(each.name)]
        except OSError as unreadable:
            raise Refused(f"{folder} cannot be read: {unreadable.strerror}.") from unreadable
        return sorted(found, key=lambda entry: entry.name)

    def put_away(self, dropped: Dropped) -> None:
        """Keep the original among those that arrived this month."""
        month = self.root / TAKEN / f"{timezone.localdate():%Y-%m}"
        self._move(dropped, month / dropped.client_slug)

    def refuse(self, dropped: Dropped, sentence: str) -> None:
        """Lay the file aside with a text that says why."""
        moved = self._move(dropped, self.root / REFUSED / dropped.client_slug)
        try:
            moved.with_name(f"{moved.name}.reason.txt").write_text(f"{sentence}\n")
        except OSError as unwritable:
            raise Refused(f"{self.root} cannot be written: {unwritable.strerror}.") from unwritable

    def _move(self, dropped: Dropped, folder: Path) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            target = _free(folder, dropped.name)
            dropped.path.rename(target)
        except OSError as unwritable:
            raise Refused(f"{self.root} cannot be written: {unwritable.strerror}.") from unwritable
        return target


@contextmanager
def whole_copy(dropped: Dropped, *, limit: int) -> Iterator[Path]:
    """The bytes of a file nobody writes to any more, where nobody can change them.

    Raises ``NotWhole``, and ``Refused`` for what is no plain file, empty or too large.
    """
    with NamedTemporaryFile(prefix="retainer-dropped-") as copy:
        descriptor = _opened(dropped.path)
        with open(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            _refuse_unfit(before, limit)
            while piece := file.read(CHUNK):
                copy.write(piece)
            after = os.fstat(descriptor)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise NotWhole
        copy.flush()
        yield Path(copy.name)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError as gone:
        raise NotWhole from gone
    except OSError as odd:
        if path.is_symlink():
            raise Refused("A link, not a file. Lay the file itself there.") from odd
        raise Refused(f"The file cannot be opened: {odd.strerror}.") from odd


def _refuse_unfit(found: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise Refused("Neither a file nor a folder.")
    # Renaming touches the second of these, which copying with the old date does not hide.
    if time.time() - max(found.st_mtime, found.st_ctime) < SETTLED:
        raise NotWhole
    if found.st_size == 0:
        raise Refused("The file is empty.")
    if found.st_size > limit:
        raise Refused(
            f"The file is larger than {limit // 1_000_000:,} MB, the most we take at once. "
            "Split it by month or by account and lay the parts there."
        )


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(UNFINISHED)


def _free(folder: Path, name: str) -> Path:
    """A path of that name at which nothing lies yet."""
    stem, dot, ending = name.partition(".")
    numbered = (f"{stem} ({number}){dot}{ending}" for number in range(2, 10_000))
    return next(path for each in (name, *numbered) if not os.path.lexists(path := folder / each))
