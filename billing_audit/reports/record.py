"""Figures as JSON and back; see ``retainer.lib.records`` for the form they are kept in."""

from typing import Any

from billing_audit.reports import formats
from billing_audit.reports.shape import FORMAT, Figures
from retainer.lib import records
from retainer.lib.records import sha256
from retainer.lib.refusal import Refused

__all__ = ["OtherShape", "read", "sha256", "write"]


class OtherShape(Refused):
    """The figures were stored by a release that kept others."""

    def __init__(self) -> None:
        super().__init__(
            "This report was made by another release. Make it again to see its figures."
        )


def write(figures: Figures) -> dict[str, Any]:
    """The figures as plain JSON."""
    plain: dict[str, Any] = records.plain(figures)
    return plain


def read(document: dict[str, Any]) -> Figures:
    """The figures of a stored report."""
    try:
        document = formats.current(document)
        if document.get("format") != FORMAT:
            raise OtherShape
        return records.read(Figures, document)
    except (records.OtherShape, KeyError, TypeError) as unknown:
        raise OtherShape from unknown
