"""What a piece says, as its history keeps it and as a restore reads it back."""

from typing import Any

from django.db import models

from rfp.authoring.models import Rfp
from rfp.authoring.pieces import Piece


def names_of(model: type[Piece]) -> tuple[str, ...]:
    """What is kept of a piece of this kind: its content, and the section it stands in."""
    has_section = any(field.name == "section" for field in model._meta.concrete_fields)
    return ("section", *model.content) if has_section else model.content


def content_of(piece: Piece) -> dict[str, Any]:
    """The piece as its history keeps it; other pieces by their number."""
    return {name: plain(getattr(piece, name)) for name in names_of(type(piece))}


def plain(value: Any) -> Any:
    """A value as JSON can keep it; another piece by its number, a row by its key."""
    if isinstance(value, Piece):
        return value.number
    return value.pk if isinstance(value, models.Model) else value


def read(rfp: Rfp, model: type[Piece], content: dict[str, Any]) -> dict[str, Any]:
    """The values that a piece had; what it stood in and is no more is None."""
    return {
        name: _value(rfp, model._meta.get_field(name), content[name])
        for name in names_of(model)
        if name in content
    }


def _value(rfp: Rfp, field: Any, value: Any) -> Any:
    if not isinstance(field, models.ForeignKey):
        return field.to_python(value)
    related = field.related_model
    if issubclass(related, Piece):
        return related.objects.filter(rfp=rfp, number=value).first()
    return related.objects.filter(pk=value).first()
