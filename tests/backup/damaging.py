"""Copies of a backup that are spoilt, by decay or by somebody who knows how."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from retainer.backup.files import write_sums
from retainer.backup.manifest import NAME


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def a_stored_file(backup: Path) -> Path:
    return min(path for path in (backup / "files").rglob("*") if path.is_file())


def rewritten(backup: Path, folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """A copy whose manifest says something else, with checksums that are right."""
    copy = Path(shutil.copytree(backup, folder / backup.name))
    said = json.loads((copy / NAME).read_text())
    change(said)
    (copy / NAME).write_text(json.dumps(said))
    write_sums(copy, {})
    return copy
