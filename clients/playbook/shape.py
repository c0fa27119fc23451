"""What a version of a playbook holds, frozen when it is published."""

from dataclasses import dataclass
from typing import Any

from retainer.lib import records
from retainer.lib.refusal import Refused


@dataclass(frozen=True)
class Text:
    """A section somebody wrote, as Markdown."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Part:
    """A section made of what is on file, as a table."""

    key: str
    title: str
    columns: list[str]
    rows: list[list[str]]
    #: What stands there while there are no rows.
    otherwise: str

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row's cells with what heads them."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Contents:
    """Everything the page and the paper print."""

    client: str
    relationship: str
    number: int
    texts: list[Text]
    parts: list[Part]

    @property
    def said(self) -> dict[str, Any]:
        """What it says, whatever its number."""
        return {**records.plain(self), "number": 0}


class OtherShape(Refused):
    """The version was published by a release that kept others."""

    def __init__(self) -> None:
        super().__init__("This version was published by another release; its PDF shows it.")


def read(stored: object) -> Contents:
    """The contents of a version."""
    try:
        return records.read(Contents, stored)
    except records.OtherShape as unknown:
        raise OtherShape from unknown
