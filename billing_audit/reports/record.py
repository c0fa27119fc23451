"""Figures as JSON and back; see ``retainer.lib.records`` for the form they are kept in."""

from typing import Any

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
    document = _with_hours_by_agreement(document)
    if document.get("format") != FORMAT:
        raise OtherShape
    try:
        return records.read(Figures, document)
    except records.OtherShape as unknown:
        raise OtherShape from unknown


def _with_hours_by_agreement(document: dict[str, Any]) -> dict[str, Any]:
    """Until format 3 a month stood under one agreement; without any nothing was worked."""
    if document.get("format") != 2:
        return document
    only = document.get("hours")
    without = isinstance(only, dict) and not only.get("agreement")
    return document | {"format": 3, "hours": [] if without else [only]}
