"""What differs between two sayings of an item, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rfp.library.contents import NAMES, Content
from rfp.library.models import LibraryVersion

WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """A stretch that stayed, went or came."""

    words: str
    went: bool = False
    came: bool = False


@dataclass(frozen=True)
class FieldChange:
    """A field that differs, from its first to its last word."""

    field: str
    pieces: list[Piece]


def changes(before: Content, now: Content) -> list[FieldChange]:
    """The fields that differ, in the order of the form."""
    return list(_changes(before, now))


def _changes(before: Content, now: Content) -> Iterator[FieldChange]:
    for name in NAMES:
        old, new = str(getattr(before, name)), str(getattr(now, name))
        if old != new:
            label = LibraryVersion._meta.get_field(name).verbose_name
            yield FieldChange(str(label).capitalize(), list(_pieces(old, new)))


def _pieces(before: str, now: str) -> Iterator[Piece]:
    old, new = WORD.findall(before), WORD.findall(now)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("".join(new[start:end]))
            continue
        if first < last:
            yield Piece("".join(old[first:last]), went=True)
        if start < end:
            yield Piece("".join(new[start:end]), came=True)
