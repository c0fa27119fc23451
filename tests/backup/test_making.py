"""A backup is whole or it is none, and it is never quietly short of a row or a file."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from retainer.backup import programs
from retainer.backup.making import backups, thin_out
from retainer.backup.manifest import Manifest
from retainer.backup.verifying import Damaged, verify
from tests.backup.conftest import refusal
from tests.backup.damaging import a_stored_file, flip_a_byte
from tests.product import Product


@contextmanager
def locked(product: Product, table: str) -> Iterator[None]:
    """Whoever needs the table waits until the end of the block."""
    with closing(product.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table}")
        yield


def kill_while_waiting(product: Product, *words: str) -> None:
    """Start a command, and kill it with all its children once it waits for a lock."""
    command = product.start(
        "manage.py", *words, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + 60
    while not product.rows("SELECT 1 FROM pg_locks WHERE NOT granted"):
        assert command.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < end
        time.sleep(0.05)
    os.killpg(command.pid, signal.SIGKILL)
    command.wait()


def test_a_backup_that_was_killed_is_not_taken_for_one(practice: Product, tmp_path: Path) -> None:
    with locked(practice, "clients_site"):
        kill_while_waiting(practice, "backup", str(tmp_path))

    (unfinished,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert backups(tmp_path) == []
    with pytest.raises(Damaged, match="never finished"):
        verify(unfinished)
    made = Path(practice.manage("backup", str(tmp_path)).strip())
    assert backups(tmp_path) == [made]
    assert not unfinished.exists()


def test_stored_files_are_kept_once_for_all_backups(practice: Product, backup: Path) -> None:
    second = practice.manage("backup", str(backup.parent)).strip()

    held = [
        {path.name: path.stat().st_ino for path in Path(each, "files").rglob("*.csv")}
        for each in (backup, second)
    ]

    assert held[0]
    assert held[0] == held[1]


def test_a_file_that_decayed_in_an_earlier_backup_is_copied_anew(
    practice: Product, backup: Path, tmp_path: Path
) -> None:
    flip_a_byte(a_stored_file(Path(shutil.copytree(backup, tmp_path / backup.name))))

    verify(Path(practice.manage("backup", str(tmp_path)).strip()))


def test_a_partition_that_the_backup_role_cannot_see_stops_the_backup(
    practice: Product, tmp_path: Path
) -> None:
    practice.rows("DROP POLICY backup_rows ON billing_audit_line_1")
    try:
        said = refusal(practice, "backup", str(tmp_path))
    finally:
        practice.rows(
            "CREATE POLICY backup_rows ON billing_audit_line_1 FOR SELECT "
            "TO retainer_backup USING (true)"
        )

    assert "Rows would be missing: the backup role does not see billing_audit_line_1" in said
    assert backups(tmp_path) == []


def test_a_stored_file_that_is_gone_is_told_and_the_rest_is_kept(
    practice: Product, tmp_path: Path
) -> None:
    ((name,),) = practice.rows("SELECT content FROM clients_storedfile LIMIT 1")
    stored = practice.var / "files" / name
    aside = stored.rename(tmp_path / "aside")
    try:
        said = refusal(practice, "backup", str(tmp_path / "backups"), status=1)
    finally:
        aside.rename(stored)

    (made,) = backups(tmp_path / "backups")
    assert "1 stored file could not be kept" in said
    assert f"The first: {name}" in said
    assert verify(made).lost_files == [name]


def test_the_backup_role_may_read_and_nothing_else(practice: Product) -> None:
    may = practice.rows(
        "SELECT DISTINCT privilege_type FROM pg_class, aclexplode(relacl) "
        "WHERE grantee = 'retainer_backup'::regrole"
    )

    assert may == [("SELECT",)]


def test_a_backup_holds_neither_the_signing_key_nor_sessions(backup: Path) -> None:
    manifest = Manifest.read(backup)
    listed = subprocess.run(  # noqa: S603 a program of PostgreSQL
        [programs.find(manifest.postgres).path("pg_restore"), "--list", backup / "database.dump"],
        capture_output=True,
        check=True,
        text=True,
    )

    assert "django_session" in manifest.left_out
    assert "TABLE DATA public clients_client" in listed.stdout
    assert "TABLE DATA public django_session" not in listed.stdout
    assert not re.search(r"^\d+; \d+ \d+ (?:[A-Z]+ )+(?:- )?sealed\b", listed.stdout, re.MULTILINE)


def test_the_oldest_backups_go_first(tmp_path: Path) -> None:
    for day in (1, 2, 3):
        backup = tmp_path / f"retainer-2026-11-0{day}T021500Z"
        backup.mkdir()
        (backup / "SHA256SUMS").touch()

    thin_out(tmp_path, 2)

    assert [path.name[9:19] for path in backups(tmp_path)] == ["2026-11-02", "2026-11-03"]
