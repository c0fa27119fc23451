"""What the loaders of all registers share: compare, create, update, count."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction

from clients.people.models import Client
from clients.telecom.reference.lookups import last_day, overlap
from clients.telecom.reference.table import BadTable, Column, Outcome, Row, read_table

#: Rows written by one statement.
BATCH = 2000


@dataclass
class Wanted:
    """What a row of the file wants stored, and the row that is stored already."""

    row: Row
    values: dict[str, Any]
    stored: Any
    #: It is stored, and the file says nothing new of it.
    is_known: bool = False


class DryRun(Exception):
    """Rolls a trial back; never leaves this module."""


class Loader:
    """Loads one register of one client.

    A subclass names its model and columns, finds existing rows by ``key_of``, and
    turns a row into the values of its model; it refuses a row by noting why in
    ``self.outcome`` and returning ``None``.
    """

    model: ClassVar[type[models.Model]]
    columns: ClassVar[tuple[Column, ...]]
    #: What else than a CSV file the register reads, in a sentence.
    also: ClassVar[str] = ""
    #: The practice keeps the rows to itself, so the activity names neither file nor count.
    is_between_us: ClassVar[bool] = False

    def __init__(self, client: Client | None = None) -> None:
        self.client = client
        self.outcome = Outcome()

    def load(self, content: bytes, *, dry_run: bool = False) -> Outcome:
        """Create and update rows from a CSV file; with ``dry_run`` only say what would happen."""
        try:
            with transaction.atomic():
                self._load(content)
                if dry_run:
                    raise DryRun
        except DryRun:
            pass
        return self.outcome

    def _load(self, content: bytes) -> None:
        rows = self.read(content)
        self.prepare(rows)
        stored = {self.key_of(instance): instance for instance in self.existing()}
        wanted: dict[Hashable, Wanted] = {}
        for row in rows:
            if (values := self.values(row)) is None:
                continue
            key = self.key_of(self.model(**values))
            if earlier := wanted.get(key):
                reason = f"says the same as line {earlier.row.number}"
                self.outcome.refuse(row, self.columns[0].name, reason)
                continue
            wanted[key] = Wanted(row, values, stored.get(key))
        for key in self._clashing(stored, wanted):
            del wanted[key]
        self._write(wanted.values())

    def _clashing(
        self, stored: dict[Hashable, Any], wanted: dict[Hashable, "Wanted"]
    ) -> list[Hashable]:
        """Rows that would give a day two answers, noted as refused."""
        groups: dict[Hashable, list[tuple[Any, Hashable]]] = {}
        final = stored | {key: self.model(**want.values) for key, want in wanted.items()}
        for key, instance in final.items():
            if (group := self.one_a_day(instance)) is not None:
                groups.setdefault(group, []).append((instance.valid, key))
        refused = []
        for ranges in groups.values():
            ranges.sort(key=lambda place: place[0].lower)
            for (before, earlier), (after, later) in pairwise(ranges):
                if overlap(before, after):
                    key = later if later in wanted else earlier
                    other = before if key == later else after
                    until = last_day(other) or "further notice"
                    reason = f"overlaps the one valid {other.lower} to {until}"
                    if key in wanted and key not in refused:
                        self.outcome.refuse(wanted[key].row, "eff_from", reason)
                        refused.append(key)
        return refused

    def _write(self, wanted: Iterable["Wanted"]) -> None:
        fresh, changed = [], []
        fields: set[str] = set()
        for want in wanted:
            if want.stored is None:
                fresh.append(self.model(**want.values))
            elif difference := apply(want.stored, want.values):
                fields |= difference
                changed.append(want.stored)
            else:
                want.is_known = True
                self.outcome.unchanged += 1
        try:
            # A range is shortened before the one that follows it is made.
            if changed:
                self.model.objects.bulk_update(changed, sorted(fields), BATCH)
            self.model.objects.bulk_create(fresh, BATCH)
        except IntegrityError as clash:
            raise BadTable(
                "These rows contradict each other or rows that are stored: "
                f"{str(clash).splitlines()[0]}."
            ) from clash
        self.outcome.created, self.outcome.updated = len(fresh), len(changed)

    def read(self, content: bytes) -> list[Row]:
        """The readable rows of a file; what cannot be read is noted in ``self.outcome``."""
        return list(read_table(content, self.columns, self.outcome))

    def prepare(self, rows: list[Row]) -> None:
        """Fetch, or make, what the rows refer to."""

    def existing(self) -> Iterator[Any]:
        """The rows this register has."""
        return self.model.objects.filter(client=self.client).iterator(BATCH)

    def key_of(self, instance: Any) -> Hashable:
        """What tells a stored row apart."""
        raise NotImplementedError

    def values(self, row: Row) -> dict[str, Any] | None:
        """The model's values for a row, ``None`` when the row was refused."""
        raise NotImplementedError

    def one_a_day(self, instance: Any) -> Hashable | None:
        """What may have only one row a day, for registers whose rows hold for a time."""
        return None


def apply(instance: models.Model, values: dict[str, Any]) -> set[str]:
    """Set what differs; return the names of the fields that did."""
    difference = {name for name, value in values.items() if getattr(instance, name) != value}
    for name in difference:
        setattr(instance, name, values[name])
    return difference
