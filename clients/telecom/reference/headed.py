"""Registers whose rows have parts: an order with its services, a record with its codes.

A file has one line for each part, and every line says again what it is part of.
"""

from collections.abc import Hashable, Iterable
from typing import Any, ClassVar

from django.db import models

from clients.telecom.reference.loader import BATCH, Loader, Wanted, apply
from clients.telecom.reference.table import Row


class Headed(Loader):
    """Loads wholes with their parts; parts that a file leaves out stay."""

    part: ClassVar[type[models.Model]]
    #: The field of a part that names its whole, and the column without which there is no part.
    whole_field: ClassVar[str]
    part_column: ClassVar[str]
    #: The columns that tell a whole apart, and the columns that are about it.
    name_columns: ClassVar[tuple[str, ...]]
    head_columns: ClassVar[tuple[str, ...]]

    def read(self, content: bytes) -> list[Row]:
        """The first row of each whole; all rows are kept for their parts."""
        heads: dict[Hashable, Row] = {}
        self.part_rows: list[Row] = []
        for row in super().read(content):
            head = heads.setdefault(self._name(row), row)
            other = next((name for name in self.head_columns if row[name] != head[name]), None)
            if other:
                reason = f"differs from line {head.number}, which is about the same"
                self.outcome.refuse(row, other, reason)
            elif row[self.part_column]:
                self.part_rows.append(row)
        return list(heads.values())

    def _name(self, row: Row) -> Hashable:
        return tuple(row[column] for column in self.name_columns)

    def _write(self, wanted: Iterable[Wanted]) -> None:
        wanted = list(wanted)
        super()._write(wanted)
        stored = {self.key_of(whole): whole for whole in self.existing()}
        wholes = {
            self._name(want.row): stored[self.key_of(self.model(**want.values))] for want in wanted
        }
        touched = self._write_parts(wholes)
        for want in wanted:
            if want.is_known and self._name(want.row) in touched:
                self.outcome.unchanged -= 1
                self.outcome.updated += 1

    def _write_parts(self, wholes: dict[Hashable, Any]) -> set[Hashable]:
        """Create and update the parts; the names of the wholes that this changed."""
        parts = self.part.objects.filter(**{f"{self.whole_field}__in": wholes.values()})
        stored = {self.part_key(part): part for part in parts}
        fresh: dict[Hashable, Any] = {}
        changed: list[Any] = []
        fields: set[str] = set()
        touched: set[Hashable] = set()
        for row in self.part_rows:
            whole = wholes.get(self._name(row))
            values = self.part_values(row) if whole else None
            if values is None:
                continue
            values |= {"client_id": self.client.pk, f"{self.whole_field}_id": whole.pk}
            part = self.part(**values)
            key = self.part_key(part)
            if known := stored.get(key):
                if difference := apply(known, values):
                    fields |= difference
                    changed.append(known)
                    touched.add(self._name(row))
            elif key in fresh:
                self.outcome.refuse(row, self.part_column, "stands twice in the file")
            else:
                fresh[key] = part
                touched.add(self._name(row))
        if changed:
            self.part.objects.bulk_update(changed, sorted(fields), BATCH)
        self.part.objects.bulk_create(fresh.values(), BATCH)
        return touched

    def part_key(self, part: Any) -> Hashable:
        """What tells a part apart, its whole included."""
        raise NotImplementedError

    def part_values(self, row: Row) -> dict[str, Any] | None:
        """The part's own values for a row, ``None`` when the row was refused."""
        raise NotImplementedError
