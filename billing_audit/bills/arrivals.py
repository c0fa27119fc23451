"""Files as they arrive: archives opened, bytes kept, the same bytes recognised."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Protocol

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError, transaction

from billing_audit.bills.models import BillFile
from billing_audit.bills.querysets import BillFileQuerySet
from clients.files.models import StoredFile
from clients.files.services import store
from clients.people.models import Client, User
from retainer.lib.refusal import Refused
from retainer.lib.uploads import Kind, Spooled, displayed_name, sniff, unpack

CHUNK = 1024 * 1024
ARCHIVES = (Kind.ZIP, Kind.GZIP)
#: Bytes that may come again.
NOT_KEPT = (BillFile.State.REJECTED, BillFile.State.UNDONE)
NOT_LOADED = (BillFile.State.RECEIVED, BillFile.State.WAITING, BillFile.State.IMPORTING)


class AlreadyLoaded(Exception):
    """The client has the same bytes already."""

    def __init__(self, bill_file: BillFile) -> None:
        super().__init__(bill_file.name)
        self.bill_file = bill_file


@dataclass(frozen=True)
class Member:
    """One file to look at: something dropped, or a part of an archive that was."""

    name: str
    path: Path


@contextmanager
def opened(path: Path, name: str) -> Iterator[Iterator[Member]]:
    """The file itself, or the members of the archive it is, one after the other."""
    if sniff(path) not in ARCHIVES:
        yield iter([Member(name, path)])
        return
    with TemporaryDirectory(prefix="retainer-archive-") as folder:
        yield _members(path, name, Path(folder))


def _members(path: Path, name: str, folder: Path) -> Iterator[Member]:
    limit = settings.BILL_MAX_UNPACKED_BYTES
    for member in unpack(path, sniff(path), folder, limit=limit):
        yield Member(f"{name}!{member.name}", member.path)
        member.path.unlink(missing_ok=True)


def keep(member: Member, *, client: Client | None, brought_by: User | None) -> BillFile:
    """Store the bytes and their row; raises ``AlreadyLoaded`` for bytes the client has.

    A file that arrived before but was not loaded yet is taken up where it lies.
    """
    spooled = weighed(member.path)
    files = _comparable(client, brought_by)
    if known := _known(files, spooled.sha256):
        return known
    try:
        with transaction.atomic():
            return _store(member, spooled, client, brought_by)
    except IntegrityError as refused:  # somebody else stored it a moment ago
        if known := _known(files, spooled.sha256):
            raise AlreadyLoaded(known) from refused
        raise


def weighed(path: Path) -> Spooled:
    """A file on disk with its size and hash; refuses one that is empty or too large."""
    size = path.stat().st_size
    if size == 0:
        raise Refused("The file is empty.", reason="empty")
    if size > settings.BILL_MAX_BYTES:
        limit = settings.BILL_MAX_BYTES // 1_000_000
        raise Refused(
            f"The file is larger than {limit:,} MB, the most we take at once. "
            "Split it by month or by account and send the parts.",
            reason="too_large",
        )
    with path.open("rb") as file:
        return Spooled(path, size, hashlib.file_digest(file, "sha256").hexdigest())


class Kept(Protocol):
    """Whatever has its bytes stored, such as a bill file."""

    stored: StoredFile


@contextmanager
def local_copy(kept: Kept) -> Iterator[Path]:
    """The stored bytes at a path that a child process can open."""
    content = kept.stored.content
    if isinstance(content.storage, FileSystemStorage):
        yield Path(content.path)
    else:
        with NamedTemporaryFile(prefix="retainer-bill-") as copy:
            with content.open("rb") as stored:
                for piece in stored.chunks(CHUNK):
                    copy.write(piece)
            copy.flush()
            yield Path(copy.name)


def _comparable(client: Client | None, brought_by: User | None) -> BillFileQuerySet:
    """The files that the same bytes may be among: the client's, else all the person sees."""
    if client is None:
        return BillFile.objects.visible_to(brought_by)
    return BillFile.objects.filter(client=client)


def _known(files: BillFileQuerySet, sha256: str) -> BillFile | None:
    """A file of the same bytes that waits to be loaded; one that was loaded is refused."""
    known = files.filter(sha256=sha256).exclude(state__in=NOT_KEPT).first()
    if known and known.state not in NOT_LOADED:
        raise AlreadyLoaded(known)
    return known


def _store(
    member: Member, spooled: Spooled, client: Client | None, brought_by: User | None
) -> BillFile:
    name = "!".join(displayed_name(part) for part in member.name.split("!"))[-255:]
    stored = store(
        spooled, name=name, kind=StoredFile.Kind.BILL, client=client, stored_by=brought_by
    )
    return BillFile.objects.create(
        client=client, stored=stored, name=name, sha256=spooled.sha256, brought_by=brought_by
    )
