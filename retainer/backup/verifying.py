"""Checking a backup without restoring it."""

from pathlib import Path

from retainer.backup import dump, files, programs
from retainer.backup.manifest import DUMP, SUMS, Manifest
from retainer.lib.refusal import Refused

#: Faults that are told one by one; a disk that dies has more than anybody reads.
TOLD = 10


class Damaged(Refused):
    """A backup is not what it was when it was made."""


def verify(backup: Path) -> Manifest:
    """Read every byte of a backup; raises ``Damaged`` unless it is whole."""
    backup = backup.absolute()
    if backup.name.startswith("."):
        raise Damaged(f"{backup} was never finished: it is not a backup.", reason="unfinished")
    if not (backup / SUMS).is_file():
        raise Damaged(f"{backup} is not a whole backup: it has no {SUMS}.", reason="unfinished")
    _refuse(backup, list(files.faults(backup)))
    manifest = Manifest.read(backup)
    read_back(backup, manifest)
    return manifest


def read_back(backup: Path, manifest: Manifest) -> None:
    """Read the dump to its end and count its rows."""
    found = dump.missing_rows(programs.find(manifest.postgres), backup / DUMP, manifest)
    _refuse(backup, [f"{DUMP} holds of {fault}" for fault in found])


def _refuse(backup: Path, faults: list[str]) -> None:
    if not faults:
        return
    told = faults[:TOLD]
    if len(faults) > TOLD:
        told.append(f"and {len(faults) - TOLD} more")
    raise Damaged(f"{backup} is damaged:\n  " + "\n  ".join(told), reason="damaged")
