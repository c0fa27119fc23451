"""Where an export is written to: a ZIP, or a folder; both note what every file comes to."""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone


@dataclass(frozen=True)
class Written:
    """A file of the archive, as its manifest lists it."""

    name: str
    size: int
    sha256: str
    remark: str = ""


class Counted:
    """Passes bytes on, counting and hashing them."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target, self._digest, self.size = target, hashlib.sha256(), 0

    def write(self, piece: bytes) -> int:
        self._digest.update(piece)
        self.size += len(piece)
        return self._target.write(piece)

    def written(self, name: str) -> Written:
        return Written(name, self.size, self._digest.hexdigest())


class Archive(Protocol):
    """Takes files one after the other."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]: ...


class ZipArchive:
    """A ZIP, written from front to back."""

    def __init__(self, target: IO[bytes]) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        # A table may grow beyond what a small entry can say.
        entry = ZipInfo(name, date_time=timezone.localtime().timetuple()[:6])
        entry.compress_type = ZIP_DEFLATED
        with self._zip.open(entry, "w", force_zip64=True) as member:
            yield member

    def close(self) -> None:
        self._zip.close()


class FolderArchive:
    """A folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            yield file
