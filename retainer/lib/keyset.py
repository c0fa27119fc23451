"""Paging through long lists by the last row seen, never by counting rows off.

A page is found by one row comparison that an index on the order answers, so
the thousandth page costs what the first does.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import GeneratedField, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import HttpRequest

#: Rows on a page.
SIZE = 50


@dataclass(frozen=True)
class Page:
    """Some rows, and the keys of the pages beside them; ``None`` where there is none."""

    rows: list[Any]
    older: str | None
    newer: str | None

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)


def page(queryset: QuerySet, order: Sequence[str], request: HttpRequest, size: int = SIZE) -> Page:
    """The page that the request's ``older`` or ``newer`` key asks for, else the first.

    ``order`` names columns or annotations that are never null, all in one direction (all with
    a minus or none), the last of them unique.
    """
    descending = order[0].startswith("-")
    if any(name.startswith("-") != descending for name in order):
        raise ValueError("a keyset order has one direction")
    columns = [name.lstrip("-") for name in order]
    back = "newer" in request.GET
    key = _read(queryset, columns, request.GET.get("newer" if back else "older", ""))
    back = back and key is not None
    rows = queryset.order_by(*(_turned(order) if back else order))
    if key is not None:
        beyond = TupleLessThan if descending != back else TupleGreaterThan
        rows = rows.filter(beyond(Tuple(*columns), tuple(key)))
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    if back:
        found.reverse()
    has_older, has_newer = (True, more) if back else (more, key is not None)
    if not found:
        return Page([], None, None)
    return Page(
        found,
        _key(found[-1], columns) if has_older else None,
        _key(found[0], columns) if has_newer else None,
    )


class _Exact(DjangoJSONEncoder):
    """Keeps the microseconds of moments, which the framework's encoder cuts to milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, date) else super().default(o)


def _turned(order: Sequence[str]) -> list[str]:
    return [name[1:] if name.startswith("-") else f"-{name}" for name in order]


def _key(row: Model, columns: Sequence[str]) -> str:
    """A row's place in the order as one word for an address."""
    place = []
    for column in columns:
        value: Any = row
        for part in column.split("__"):
            value = getattr(value, part)
        place.append(value)
    return key_of(place)


def key_of(place: Sequence[Any]) -> str:
    """The key of the page that begins right after this place in the order."""
    packed = json.dumps(list(place), cls=_Exact, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _read(queryset: QuerySet, columns: Sequence[str], key: str) -> list[Any] | None:
    """The place a key names; ``None`` for one that nobody was given."""
    if not key:
        return None
    fields = [_field(queryset, column) for column in columns]
    try:
        packed = json.loads(base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)))
        return [_storable(field.to_python(v)) for field, v in zip(fields, packed, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError):
        return None


def _storable(value: Any) -> Any:
    """The value; raises ``ValueError`` for one that no column holds, such as text with a NUL."""
    if value is None or b"\0" in str(value).encode():
        raise ValueError(value)
    return value


def _field(queryset: QuerySet, column: str) -> Any:
    if column in queryset.query.annotations:
        return queryset.query.annotations[column].output_field
    model = queryset.model
    *path, last = column.split("__")
    for part in path:
        model = model._meta.get_field(part).related_model
    field = model._meta.get_field(last)
    return field.output_field if isinstance(field, GeneratedField) else field
