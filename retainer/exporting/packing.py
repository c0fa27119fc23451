"""Packing everything a client owns: each table and file a step of its own, then what says so."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from django.utils import timezone

from clients.models import Client, Practice, StoredFile
from retainer.exporting.archive import Archive, Counted, Written
from retainer.exporting.files import files_of, place_of
from retainer.exporting.registry import tables_for
from retainer.exporting.tables import Table
from retainer.lib import format as written
from retainer.lib.tenancy import acting_as, one_moment

CHUNK = 1024 * 1024
MANIFEST = ("file", "bytes", "sha256", "remark")
MISSING = "missing in the store"
ALTERED = "differs from what was stored"

#: What is being packed, how many steps are over, and of how many.
Told = Callable[[str, int, int], None]


@dataclass
class Packing:
    """One export on its way.

    Every step reads in a scope of its own, of this client only, and all of them at one moment:
    the tables agree with each other, whatever is written while they are packed.
    """

    client: Client
    archive: Archive
    is_client: bool
    told: Told = lambda doing, done, total: None
    manifest: list[Written] = field(default_factory=list)
    _moment: str = ""

    def run(self) -> None:
        """Write every table, every original, and what explains them."""
        with one_moment() as self._moment:
            self._run()

    def _run(self) -> None:
        tables = list(tables_for(is_client=self.is_client))
        with self._scope():
            files = list(files_of(self.client, is_client=self.is_client))
        total, done = len(tables) + len(files), 0
        for table in tables:
            self.told(table.title, done, total)
            with self._scope():
                self._table(table)
            done += 1
        for stored in files:
            self.told(stored.name, done, total)
            self._file(stored)
            done += 1
        self.told("", total, total)
        self._text("README.txt", self._readme(tables))
        listed = [(each.name, each.size, each.sha256, each.remark) for each in self.manifest]
        self._csv("manifest.csv", MANIFEST, listed)

    def _scope(self) -> AbstractContextManager[object]:
        return acting_as("worker", clients=[self.client.pk], moment=self._moment)

    def _table(self, table: Table) -> None:
        heading = [column.name for column in table.for_reader(is_client=self.is_client)]
        rows = table.rows(self.client, is_client=self.is_client)
        self._csv(f"{table.name}.csv", heading, rows)

    def _csv(self, name: str, heading: Sequence[str], rows: Iterator | list) -> None:
        with self.archive.open(name) as member:
            counted = Counted(member)
            text = io.TextIOWrapper(_Raw(counted), encoding="utf-8", newline="", write_through=True)
            writer = csv.writer(text)
            writer.writerow(heading)
            writer.writerows(rows)
            text.flush()
        self.manifest.append(counted.written(name))

    def _file(self, stored: StoredFile) -> None:
        """An original; one that is gone, or is not what was stored, is told, not passed over."""
        name = place_of(stored.pk, stored.kind, stored.name)
        try:
            content = stored.content.open("rb")
        except FileNotFoundError:
            self.manifest.append(Written(name, stored.size, stored.sha256, MISSING))
            return
        with content, self.archive.open(name) as member:
            counted = Counted(member)
            while piece := content.read(CHUNK):
                counted.write(piece)
        found = counted.written(name)
        remark = "" if found.sha256 == stored.sha256 else ALTERED
        self.manifest.append(Written(name, found.size, found.sha256, remark))

    def _text(self, name: str, text: str) -> None:
        with self.archive.open(name) as member:
            counted = Counted(member)
            counted.write(text.encode())
        self.manifest.append(counted.written(name))

    def _readme(self, tables: list[Table]) -> str:
        with self._scope():
            practice = Practice.current()
        parts = [
            f"Everything {self.client} owns at {practice}",
            f"Written on {written.day(timezone.localdate())}.",
            INTRODUCTION,
            *(self._described(table) for table in tables),
        ]
        return "\n\n".join(parts) + "\n"

    def _described(self, table: Table) -> str:
        lines = [f"{table.name}.csv: {table.title}"]
        lines += [
            f"  {column.name}: {column.meaning}"
            for column in table.for_reader(is_client=self.is_client)
        ]
        return "\n".join(lines)


class _Raw(io.RawIOBase):
    """What the text layer writes to."""

    def __init__(self, counted: Counted) -> None:
        self._counted = counted

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:
        return self._counted.write(bytes(piece))


INTRODUCTION = """\
The tables are CSV files in UTF-8: a heading, commas, a point in decimals, days as 2026-03-12,
months as 2026-03, moments in UTC as 2026-03-12T14:05:00Z, nothing where nothing is known. A text
that begins like a formula has an apostrophe before it, so that no spreadsheet runs it.
The original files lie under files/. manifest.csv lists every file with its size and SHA-256."""
