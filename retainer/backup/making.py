"""Making a backup: one snapshot of the database, and the files its rows name."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from psycopg2 import OperationalError

import retainer
from retainer.backup import dump, files, logins, programs, tables
from retainer.backup.manifest import DUMP, FILES, SUMS, Manifest, fingerprints
from retainer.backup.verifying import read_back
from retainer.embedded import locks
from retainer.lib.refusal import Refused
from retainer.lib.tenancy.keeping import hidden_tables

PREFIX, DRAFT = "retainer-", ".unfinished-"


def make(folder: Path) -> tuple[Path, Manifest]:
    """Write a new backup into ``folder``; it gets its name when it is whole and was read back."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with locks.exclusive(folder / ".lock"):
        for unfinished in folder.glob(f"{DRAFT}*"):  # of one that was killed
            shutil.rmtree(unfinished)
        name = f"{PREFIX}{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
        draft = folder / f"{DRAFT}{name}"
        draft.mkdir(mode=0o700)
        try:
            manifest = _fill(draft, newest(folder))
            os.sync()
            draft.rename(folder / name)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    return folder / name, manifest


def backups(folder: Path) -> list[Path]:
    """The finished backups in a folder, oldest first."""
    return sorted(path for path in folder.glob(f"{PREFIX}*") if (path / SUMS).is_file())


def newest(folder: Path) -> Path | None:
    return next(reversed(backups(folder)), None)


def thin_out(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest backups; those removed."""
    old = backups(folder.absolute())[:-keep]
    for backup in old:
        shutil.rmtree(backup)
    return old


def _fill(draft: Path, previous: Path | None) -> Manifest:
    reader = logins.reader()
    with _snapshot(reader) as (cursor, snapshot):
        postgres = cursor.connection.info.server_version // 10_000
        tools = programs.find(postgres)
        stored = files.named_by_rows(cursor)
        lost = _keep_files(stored, draft, previous)
        dump.take(tools, reader, snapshot, draft / DUMP)
        manifest = Manifest(
            made_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            product=retainer.__version__,
            postgres=max(postgres, tools.major),
            owner=settings.DATABASE_OWNER,
            site_url=settings.SITE_URL,
            secret_keys=fingerprints(),
            migrations=migrations(cursor),
            left_out=tables.LEFT_OUT,
            tables=tables.describe(cursor),
            files=len(stored) - len(lost),
            file_bytes=sum(file.size for file in stored if file.name not in lost),
            lost_files=lost,
        )
    manifest.write(draft)
    files.write_sums(draft, {f"{FILES}/{file.name}": file.sha256 for file in stored})
    read_back(draft, manifest)
    return manifest


def _keep_files(stored: list[files.Stored], draft: Path, previous: Path | None) -> list[str]:
    """Keep every file; the names of those that are not as they were stored."""
    source = Path(settings.MEDIA_ROOT)
    return [file.name for file in stored if not files.keep(file, source, draft, previous)]


def migrations(cursor: Any) -> list[str]:
    """Which steps the tables have gone through."""
    cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
    return [row[0] for row in cursor.fetchall()]


@contextmanager
def _snapshot(reader: logins.Login) -> Iterator[tuple[Any, str]]:
    """One moment of the database, held for us and for pg_dump, in which no row is hidden."""
    try:
        connection = reader.connect()
    except OperationalError as refused:
        raise Refused(
            f"The backup role cannot sign in: {str(refused).strip()}. bin/manage prepare_database "
            "makes the roles and their passwords."
        ) from refused
    with closing(connection), connection.cursor() as cursor:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        cursor.execute("SELECT to_regclass('clients_storedfile'), pg_export_snapshot()")
        is_prepared, snapshot = cursor.fetchone()
        if not is_prepared:
            raise Refused("There is nothing to back up: the database has no tables of Retainer.")
        if hidden := hidden_tables(cursor, settings.DATABASE_OWNER):
            raise Refused(
                f"Rows would be missing: the backup role does not see {', '.join(hidden)}. "
                "Run bin/manage prepare_database, which builds the walls, and try again."
            )
        yield cursor, snapshot
