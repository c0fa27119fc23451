"""The stored files: each row's bytes are there, and with ``--deep`` unchanged."""

import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.core.files.storage import default_storage

from clients.models import StoredFile
from retainer.doctor.diagnosis import Diagnosis, Request, fault, ok
from retainer.lib.format import count
from retainer.lib.tenancy import ALL, acting_as

#: Files that are looked at without ``--deep``: the newest, which a broken disk hits first.
SAMPLE = 200
MOST = 3


def stored_files_are_there(request: Request) -> Iterator[Diagnosis]:
    """What people brought is the proof of every finding."""
    with acting_as("worker", clients=ALL):
        newest = StoredFile.objects.order_by("-pk").values_list("content", "size", "sha256")
        rows = list(newest if request.deep else newest[:SAMPLE])
    missing, changed = [], []
    for name, size, sha256 in rows:
        if not default_storage.exists(name):
            missing.append(name)
        elif default_storage.size(name) != size or (request.deep and _sha256(name) != sha256):
            changed.append(name)
    restore = f"Restore them from a backup into {settings.MEDIA_ROOT}, or correct RETAINER_FILES."
    if missing:
        yield fault(f"{_counted(missing, rows)} are missing: {_some(missing)}.", restore)
    if changed:
        yield fault(f"{_counted(changed, rows)} were changed: {_some(changed)}.", restore)
    if not missing and not changed:
        how = "every byte is as it came" if request.deep else "there, in full size"
        yield ok(f"{count(len(rows), 'stored file')} looked at: {how}.")


def _sha256(name: str) -> str:
    with default_storage.open(name) as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _counted(some: list[str], rows: list) -> str:
    return f"{len(some)} of {len(rows)} stored files"


def _some(names: list[str]) -> str:
    return ", ".join(names[:MOST]) + (" …" if len(names) > MOST else "")


EXAMINATIONS = (stored_files_are_there,)
