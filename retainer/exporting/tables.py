"""What a table of the export is: its rows, its columns with their meaning, and for whom it is."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet

from retainer.lib.spreadsheets import harmless

AT_A_TIME = 2000


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it holds in words, where it comes from, how it is written."""

    name: str
    meaning: str
    #: Paths from the row, as queries name them; the heading where none is given.
    paths: tuple[str, ...] = ()
    #: Writes the values of the paths; one that is not given is written as it is.
    write: Callable[..., Any] | None = None
    #: Kept within the practice.
    internal: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        return self.paths or (self.name,)


#: No condition.
ALL = Q()


def everywhere(client: Any) -> Q:
    return ALL


@dataclass(frozen=True)
class Table:
    """A CSV file of the export."""

    name: str
    title: str
    model: type[Model]
    columns: Sequence[Column]
    #: Leads from a row to its client.
    owner: str = "client"
    order: Sequence[str] = ("pk",)
    #: Of these rows the client may have all; ``None`` keeps the table within the practice.
    shared: Q | None = ALL
    #: Names more of where a client's rows lie, so that no other place is looked at.
    within: Callable[[Any], Q] = everywhere

    def for_reader(self, *, is_client: bool) -> "list[Column]":
        return [column for column in self.columns if not (is_client and column.internal)]

    def rows(self, client: Any, *, is_client: bool) -> Iterator[list[str]]:
        """Every row as it is written, read from the database in portions."""
        columns = self.for_reader(is_client=is_client)
        paths = list(dict.fromkeys(path for column in columns for path in column.sources))
        found: QuerySet = self.model._default_manager.filter(
            self.within(client), **{self.owner: client.pk}
        )
        if is_client:
            found = found.filter(self.shared)
        places = {path: place for place, path in enumerate(paths)}
        picked = [(column, [places[path] for path in column.sources]) for column in columns]
        for row in found.order_by(*self.order).values_list(*paths).iterator(AT_A_TIME):
            yield [_cell(column, [row[place] for place in at]) for column, at in picked]


def _cell(column: Column, values: list[Any]) -> str:
    value = column.write(*values) if column.write else values[0]
    return harmless(plain(value)) if isinstance(value, str) else plain(value)


def plain(value: Any) -> str:
    """Open formats: ISO dates, moments in UTC, decimals with a point, JSON, empty for unknown."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        case date():
            return value.isoformat()
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, sort_keys=True)
        case _:
            return str(value)


def month(day: date | None) -> str:
    """``2026-03``."""
    return f"{day:%Y-%m}" if day else ""
