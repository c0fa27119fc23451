"""The stored files' part of a backup, and the checksums of all parts."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retainer.backup.manifest import FILES, SUMS

CHUNK = 1024 * 1024
LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class Stored:
    """A stored file as its row describes it; its name is random and its bytes never change."""

    name: str
    size: int
    sha256: str


def named_by_rows(cursor: Any) -> list[Stored]:
    """The files of all rows that this transaction sees."""
    cursor.execute("SELECT content, size, sha256 FROM clients_storedfile ORDER BY content")
    return [Stored(*row) for row in cursor.fetchall()]


def keep(stored: Stored, source: Path, folder: Path, previous: Path | None) -> bool:
    """Have the file in the backup ``folder``; whether it is as it was stored.

    A file that the previous backup holds unharmed is linked, not copied: a nightly backup takes
    the space of what is new, and what decayed on the backups' disk is replaced.
    """
    target = folder / FILES / stored.name
    target.parent.mkdir(parents=True, exist_ok=True)
    earlier = previous / FILES / stored.name if previous else None
    if earlier and earlier.is_file() and sha256(earlier) == stored.sha256:
        try:
            target.hardlink_to(earlier)
            return True
        except OSError:  # a file system without links: copy
            pass
    try:
        if copy(source / stored.name, target) == stored.sha256:
            return True
    except FileNotFoundError:
        return False
    target.unlink()
    return False


def copy(source: Path, target: Path) -> str:
    """Copy a file, closed to others, and give the SHA-256 of what was written."""
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as write:
        os.chmod(write.fileno(), 0o600)
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            write.write(chunk)
    shutil.copystat(source, target)
    return digest.hexdigest()


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path, known: dict[str, str]) -> None:
    """Write the checksums of all files in the folder; ``known`` ones are not computed again."""
    names = sorted(_names(folder))
    lines = (f"{known.get(name) or sha256(folder / name)}  {name}\n" for name in names)
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def read_sums(folder: Path) -> dict[str, str]:
    """Every file a backup holds and its checksum; nothing when they cannot be read."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = [LINE.fullmatch(line) for line in lines]
    return {line[2]: line[1] for line in found if line}


def faults(folder: Path) -> Iterator[str]:
    """What differs from the checksums, in words."""
    wanted, there = read_sums(folder), set(_names(folder))
    for name in sorted(there - wanted.keys()):
        yield f"{name} is in no list of checksums"
    for name in sorted(wanted.keys() - there):
        yield f"{name} is missing"
    for name in sorted(wanted.keys() & there):
        if sha256(folder / name) != wanted[name]:
            yield f"{name} was changed after the backup was made"


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name != SUMS:
            yield str(path.relative_to(folder))
