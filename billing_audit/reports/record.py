"""Figures as JSON and back, in one canonical form, so that the same figures have one sha256.

Money is a string with a decimal point, dates are ISO, unknown is null; nothing is a float.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from billing_audit.reports.shape import FORMAT, Figures
from retainer.lib.refusal import Refused


class OtherShape(Refused):
    """The figures were stored by a release that kept others."""

    def __init__(self) -> None:
        super().__init__(
            "This report was made by another release. Make it again to see its figures."
        )


def write(figures: Figures) -> dict[str, Any]:
    """The figures as plain JSON."""
    return _plain(figures)


def read(document: dict[str, Any]) -> Figures:
    """The figures of a stored report."""
    if document.get("format") != FORMAT:
        raise OtherShape
    return _typed(Figures, document)


def sha256(document: dict[str, Any]) -> str:
    """The fingerprint of the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _typed(kind: Any, value: Any) -> Any:
    if get_origin(kind) is UnionType:
        if value is None:
            return None
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is list:
        (element,) = get_args(kind)
        return [_typed(element, each) for each in _stored(list, value)]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        if _stored(dict, value).keys() != hints.keys():
            raise OtherShape
        return kind(**{name: _typed(hints[name], each) for name, each in value.items()})
    if kind is Decimal:
        return Decimal(_stored(str, value))
    if kind in (date, datetime):
        return kind.fromisoformat(_stored(str, value))
    return _stored(kind, value)


def _stored(kind: type, value: Any) -> Any:
    """The value, which JSON must hold as that kind; another release may have kept another."""
    if not isinstance(value, kind):
        raise OtherShape
    return value
