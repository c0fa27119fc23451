"""A backup that is not what it was is found without restoring it."""

import shutil
from pathlib import Path

import pytest

from retainer.backup.verifying import Damaged, verify
from retainer.lib.refusal import Refused
from tests.backup.damaging import a_stored_file, flip_a_byte, rewritten
from tests.product import Product


@pytest.fixture
def spoilt(backup: Path, tmp_path: Path) -> Path:
    """A copy of the backup, to be damaged."""
    return Path(shutil.copytree(backup, tmp_path / backup.name))


def test_a_whole_backup_passes_and_no_server_is_started_for_it(
    backup: Path, tmp_path: Path
) -> None:
    Product(tmp_path / "var").manage("backup", "--verify", str(backup))

    assert not (tmp_path / "var" / "servers").exists()


@pytest.mark.parametrize("part", ["database.dump", "manifest.json", "SHA256SUMS"])
def test_a_flipped_byte_is_found(spoilt: Path, part: str) -> None:
    flip_a_byte(spoilt / part)

    with pytest.raises(Damaged, match="is damaged"):
        verify(spoilt)


def test_a_flipped_byte_in_a_stored_file_is_found_and_the_file_named(spoilt: Path) -> None:
    stored = a_stored_file(spoilt)
    flip_a_byte(stored)

    with pytest.raises(Damaged, match=f"{stored.name} was changed after the backup was made"):
        verify(spoilt)


def test_a_missing_file_is_found(spoilt: Path) -> None:
    a_stored_file(spoilt).unlink()

    with pytest.raises(Damaged, match="is missing"):
        verify(spoilt)


def test_a_file_that_nobody_put_there_is_found(spoilt: Path) -> None:
    (spoilt / "files" / "more").write_text("more")

    with pytest.raises(Damaged, match="files/more is in no list of checksums"):
        verify(spoilt)


def test_a_dump_that_lacks_a_row_is_found_although_its_checksums_are_right(
    backup: Path, tmp_path: Path
) -> None:
    def add_a_row(manifest: dict) -> None:
        manifest["tables"]["clients_client"]["rows"] += 1

    with pytest.raises(Damaged, match="clients_client: 2 rows instead of 3"):
        verify(rewritten(backup, tmp_path, add_a_row))


def test_a_partition_that_lacks_a_row_is_found(backup: Path, tmp_path: Path) -> None:
    def add_a_row(manifest: dict) -> None:
        parts = manifest["tables"]["billing_audit_line"]["parts"]
        parts[min(parts)] += 1

    with pytest.raises(Damaged, match="billing_audit_line_1: "):
        verify(rewritten(backup, tmp_path, add_a_row))


def test_a_folder_that_is_no_backup_is_named(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="is not a whole backup"):
        verify(tmp_path)


def test_a_backup_of_a_newer_format_is_refused(backup: Path, tmp_path: Path) -> None:
    newer = rewritten(backup, tmp_path, lambda manifest: manifest.update(format=2, product="9.9"))

    with pytest.raises(Refused, match=r"format 2; this version reads format 1.*9\.9"):
        verify(newer)
