"""Packs an export that was asked for and keeps the archive; one killed half way is begun anew."""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import connection
from django.utils import timezone

from clients.files.services import forget, store
from clients.models import Client, ClientExport, StoredFile
from retainer.exporting.archive import ZipArchive
from retainer.exporting.packing import Packing, Told
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import Spooled

State = ClientExport.State
#: After so long without a word somebody looks whether it is still being packed.
SILENCE = timedelta(minutes=15)
#: The first half of the lock that whoever packs holds; the second is the export's key.
LOCK = 0xE4907


def forgotten() -> list[int]:
    """Exports that nobody packs, because a worker was killed or never told."""
    in_flight = ClientExport.objects.filter(state__in=[State.WAITING, State.PACKING])
    silent = in_flight.filter(told_at__lt=timezone.now() - SILENCE)
    return list(silent.values_list("pk", flat=True))


def pack_export(export_id: int) -> None:
    """Pack an archive that is still wanted; harmless when it is there, or somebody is at it."""
    with _held(export_id) as is_ours:
        if is_ours:
            _pack(export_id)


@contextmanager
def _held(export_id: int) -> Iterator[bool]:
    """Whether the export is ours to pack; the lock goes when its worker does."""
    key = [LOCK, export_id % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        is_ours = cursor.fetchone()[0]
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def _pack(export_id: int) -> None:
    with acting_as("worker", clients=ALL):
        exports = ClientExport.objects.filter(state__in=[State.WAITING, State.PACKING])
        export = exports.select_related("client").filter(pk=export_id).first()
    if export is None:
        return
    try:
        with NamedTemporaryFile(prefix="retainer-export-", suffix=".zip") as file:
            archive = ZipArchive(file)
            is_client = export.reader == ClientExport.Reader.CLIENT
            Packing(export.client, archive, is_client, told=_teller(export)).run()
            archive.close()
            file.flush()
            _keep(export, Path(file.name))
    except Exception:
        with _scope(export.client):
            ClientExport.objects.filter(pk=export.pk).update(
                state=State.FAILED, finished_at=timezone.now()
            )
        raise


def file_name(client: Client) -> str:
    """``Acme Logistics, everything, 2026-03-12.zip``."""
    return f"{client.name}, everything, {timezone.localdate():%Y-%m-%d}.zip"


def _teller(export: ClientExport) -> Told:
    """Writes how far it is, for the panel that moves."""

    def told(doing: str, done: int, total: int) -> None:
        with _scope(export.client):
            ClientExport.objects.filter(pk=export.pk).update(
                state=State.PACKING,
                doing=doing[:120],
                done=done,
                total=total,
                told_at=timezone.now(),
            )

    return told


def _scope(client: Client) -> AbstractContextManager[object]:
    return acting_as("worker", clients=[client.pk])


def _keep(export: ClientExport, path: Path) -> None:
    """Store the archive, and drop the one it takes the place of."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    spooled = Spooled(path, path.stat().st_size, digest)
    with _scope(export.client):
        export.archive = store(
            spooled,
            name=file_name(export.client),
            kind=StoredFile.Kind.EXPORT,
            client=export.client,
            stored_by=export.asked_by,
            shared=export.reader == ClientExport.Reader.CLIENT,
        )
        export.state, export.finished_at = State.READY, timezone.now()
        export.save(update_fields=["archive", "state", "finished_at"])
        _drop_earlier(export)


def _drop_earlier(export: ClientExport) -> None:
    earlier = ClientExport.objects.filter(client=export.client, reader=export.reader)
    for each in earlier.exclude(pk=export.pk).exclude(archive=None).select_related("archive"):
        stored = each.archive
        each.archive = None
        each.save(update_fields=["archive"])
        forget(stored)
