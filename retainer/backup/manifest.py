"""What a backup says of itself."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from django.conf import settings

from retainer.lib.refusal import Refused

NAME, DUMP, SUMS, FILES = "manifest.json", "database.dump", "SHA256SUMS", "files"
#: Raised when an older program could no longer read what a newer one writes.
FORMAT = 1


@dataclass(frozen=True)
class Table:
    """What a table holds; the digest is the same for the same rows in any order."""

    rows: int
    digest: str
    #: The sum of each column of money, rates or hours.
    sums: dict[str, str]
    #: The partitions in which the rows stand, with how many stand in each.
    parts: dict[str, int]


@dataclass(frozen=True)
class Manifest:
    """Everything that is worth knowing before a backup is restored."""

    made_at: str
    product: str
    postgres: int
    #: Owner of the tables; the other roles' names start with it.
    owner: str
    site_url: str
    #: Of the secret key and those before it that still open what they sealed.
    secret_keys: list[str]
    migrations: list[str]
    #: Tables whose rows are left out on purpose, with the reason.
    left_out: dict[str, str]
    tables: dict[str, Table]
    files: int
    file_bytes: int
    #: Stored files that rows name and the disk did not have as they were stored.
    lost_files: list[str]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (folder / NAME).write_text(f"{text}\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest of a backup; refuses what is none and what a newer program wrote."""
        try:
            said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError) as missing:
            raise Refused(f"{folder} is not a backup: it has no {NAME}.") from missing
        except ValueError as broken:
            raise Refused(f"{folder / NAME} cannot be read: {broken}") from broken
        if said.get("format") != FORMAT:
            raise Refused(
                f"{folder} is written in format {said.get('format')}; this version reads format "
                f"{FORMAT}. Use the version that made it, {said.get('product')}."
            )
        tables = {name: Table(**table) for name, table in said.pop("tables").items()}
        return cls(tables=tables, **said)


def fingerprints() -> list[str]:
    """Which secret keys this installation has; nothing of a key can be got from its fingerprint."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [hashlib.sha256(b"retainer backup" + key.encode()).hexdigest()[:16] for key in keys]
