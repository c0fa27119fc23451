"""Dataclasses as plain JSON and back, in one canonical form, so that equal records have one sha256.

Amounts are strings with a decimal point, dates are ISO, unknown is null; nothing is a float.
"""

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


class OtherShape(Exception):
    """The document holds other fields than the dataclass has: another release kept it."""


def plain(value: Any) -> Any:
    """The value, a dataclass with all it holds among them, as plain JSON."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def read(kind: type[Record], document: Any) -> Record:
    """The dataclass that a document holds; raises ``OtherShape``.

    A field with a default may be missing: an earlier release did not know it.
    """
    found: Record = _typed(kind, document)
    return found


def sha256(document: Any) -> str:
    """The fingerprint of the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _typed(kind: Any, value: Any) -> Any:
    if get_origin(kind) is UnionType:
        if value is None:
            return None
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is list:
        (element,) = get_args(kind)
        return [_typed(element, each) for each in _stored(list, value)]
    if get_origin(kind) is tuple:
        element, _ = get_args(kind)  # tuple[element, ...]
        return tuple(_typed(element, each) for each in _stored(list, value))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        later = {
            field.name
            for field in fields(kind)
            if field.default is not MISSING or field.default_factory is not MISSING
        }
        if not hints.keys() - later <= _stored(dict, value).keys() <= hints.keys():
            raise OtherShape
        return kind(**{name: _typed(hints[name], each) for name, each in value.items()})
    if kind is Decimal:
        return Decimal(_stored(str, value))
    if kind in (date, datetime):
        return kind.fromisoformat(_stored(str, value))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _named(kind, value)
    return _stored(kind, value)


def _named(kind: type[Enum], value: Any) -> Enum:
    try:
        return kind(value)
    except ValueError as unknown:
        raise OtherShape from unknown


def _stored(kind: type, value: Any) -> Any:
    """The value, which JSON must hold as that kind; another release may have kept another."""
    if not isinstance(value, kind):
        raise OtherShape
    return value
