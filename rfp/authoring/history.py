"""What happened to the pieces of a request, in words: who, when, and which words changed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Any

from clients.telecom.models import Site
from rfp.authoring.history_models import PieceChange
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import KINDS

#: Saves of one person within this time are told as one.
TOGETHER = timedelta(minutes=10)
#: What a request begins with is stored within this time of it.
BEGINNING = timedelta(minutes=1)
WORDS = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True)
class Part:
    """Words that stayed, were taken out, or came in."""

    kind: str  # same, gone, new
    words: str


@dataclass(frozen=True)
class Difference:
    """A fact of a piece that changed."""

    label: str
    parts: list[Part]


@dataclass(frozen=True)
class Told:
    """A change as a page tells it; ``change`` is the last of those told together."""

    change: PieceChange
    since: datetime
    differences: list[Difference]
    title: str


def word_diff(before: str, after: str) -> list[Part]:
    """Two texts as one, word by word."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    parts: list[Part] = []
    for tag, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("same", "".join(old[first:last])))
            continue
        for kind, words in (("gone", old[first:last]), ("new", new[start:end])):
            if words:
                parts.append(Part(kind, "".join(words)))
    return parts


def told(rfp: Rfp, changes: Iterable[PieceChange]) -> list[Told]:
    """Changes, oldest first, as they are told: newest first, quick saves of one person as one."""
    groups: list[list[PieceChange]] = []
    last: dict[tuple[str, int], PieceChange] = {}
    befores: list[PieceChange | None] = []
    open_groups: dict[tuple[str, int], int] = {}
    for change in changes:
        key = (change.letter, change.number)
        at = open_groups.get(key)
        if at is not None and _belong_together(rfp, groups[at][-1], change):
            groups[at].append(change)
        else:
            open_groups[key] = len(groups)
            groups.append([change])
            befores.append(last.get(key))
        last[key] = change
    found = [
        Told(
            group[-1],
            group[0].at,
            differences(rfp, before, group[-1]),
            str(group[-1].content.get("title") or group[-1].content.get("description") or ""),
        )
        for group, before in zip(groups, befores, strict=True)
    ]
    return sorted(found, key=lambda each: (each.change.at, each.change.pk), reverse=True)


def differences(rfp: Rfp, before: PieceChange | None, after: PieceChange) -> list[Difference]:
    """What a change did to each fact of its piece."""
    if after.act == PieceChange.Act.REMOVED:
        return []
    model = KINDS[after.letter]
    old = before.content if before and before.act != PieceChange.Act.REMOVED else {}
    found = []
    for name in model.content:
        if name == "from_version":
            continue
        was, now = old.get(name), after.content.get(name)
        if was == now or (was in (None, "") and now in (None, "")):
            continue
        label = str(model._meta.get_field(name).verbose_name).capitalize()
        parts = word_diff(_words(model, name, was), _words(model, name, now))
        found.append(Difference(label, parts))
    return found


def is_beginning(rfp: Rfp, change: PieceChange) -> bool:
    """Whether the request began with the piece, as it then was."""
    return change.act == PieceChange.Act.MADE and change.at <= rfp.made_at + BEGINNING


def _belong_together(rfp: Rfp, one: PieceChange, other: PieceChange) -> bool:
    return (
        one.act in (PieceChange.Act.CHANGED, PieceChange.Act.MADE)
        and not is_beginning(rfp, one)
        and other.act == PieceChange.Act.CHANGED
        and one.by_id == other.by_id
        and other.at - one.at < TOGETHER
    )


def _words(model: Any, name: str, value: Any) -> str:
    if value is None:
        return ""
    if model is KINDS["L"] and name == "site":
        return str(Site.objects.filter(pk=value).first() or value)
    if model is KINDS["P"] and name == "site":
        return f"L-{value:03}"
    choices = dict(model._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))
