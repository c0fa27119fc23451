"""The folders we write to: open to us, and with room for the largest bill."""

import getpass
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from retainer.doctor.diagnosis import Diagnosis, fault, first_line, ok, warning
from retainer.embedded import places
from retainer.lib import env

GB = 1_000_000_000
#: The share of a disk that should stay free.
RESERVE = 10


def folders() -> dict[str, Path]:
    """What lies where; two of them may be one."""
    named = {
        "uploaded files": Path(settings.MEDIA_ROOT),
        "logs and keys": Path(settings.VAR_DIR),
        "files being read": Path(tempfile.gettempdir()),
    }
    if not env.text("DATABASE_URL"):
        named["the database"] = places.home()
    return named


def folders_take_files(_: object) -> Iterator[Diagnosis]:
    """Tried by writing one, except into the database's own folder, which is its user's."""
    for what, folder in folders().items():
        if what == "the database":
            continue
        try:
            with tempfile.TemporaryFile(dir=_existing(folder)) as trial:
                trial.write(b"Retainer's doctor was here")
        except OSError as refused:
            yield fault(
                f"{folder} ({what}) cannot be written by {getpass.getuser()}: "
                f"{first_line(refused)}",
                f"Give it to the user who runs Retainer: chown -R USER {folder}, or name another "
                "folder with RETAINER_FILES or RETAINER_VAR.",
            )
        else:
            yield ok(f"{folder} takes {what}.")


def disks_have_room(_: object) -> Iterator[Diagnosis]:
    """The largest bill is kept as it came and unpacked while it is read."""
    largest = settings.BILL_MAX_BYTES + settings.BILL_MAX_UNPACKED_BYTES
    for what, folder in folders().items():
        try:
            disk = shutil.disk_usage(_existing(folder))
        except OSError:
            continue  # told where it was tried to write
        share = disk.free * 100 // disk.total
        says = f"{folder} ({what}) has {disk.free / GB:.1f} GB free, {share} %"
        if disk.free < largest:
            yield fault(
                f"{says}: too little for the largest bill, {largest / GB:.1f} GB with its copy.",
                "Make room, move the folder, or lower BILL_MAX_BYTES and BILL_MAX_UNPACKED_BYTES.",
            )
        elif share < RESERVE:
            yield warning(f"{says}.", "Make room before the disk is full.")
        else:
            yield ok(f"{says}.")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it in which it will be made."""
    return next(each for each in (folder, *folder.parents) if each.exists())


EXAMINATIONS = (folders_take_files, disks_have_room)
