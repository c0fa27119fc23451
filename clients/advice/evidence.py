"""What a part of a recommendation stands for, such as a finding; the app that has it registers."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from clients.advice.models import AdvicePart, Recommendation
from clients.people.models import User


class Opened(NamedTuple):
    """Where a part leads for somebody, and what became of it since, in a word."""

    url: str
    remark: str = ""


class Shown(NamedTuple):
    """A part as a page lists it."""

    part: AdvicePart
    opened: Opened | None
    is_left_out: bool


#: Gives what parts of these keys lead to for a person, as far as they may see it.
Opener = Callable[[User, list[int]], dict[int, Opened]]

_openers: list[Opener] = []


def register(opener: Opener) -> None:
    """Let parts lead to what they stand for; said once, when the app's addresses are read."""
    if opener not in _openers:
        _openers.append(opener)


def shown(parts: Iterable[AdvicePart], user: User, asked: Recommendation) -> list[Shown]:
    """The parts with where they lead, and whether the decision that stands leaves them out."""
    parts = list(parts)
    left_out = set(asked.standing.left_out) if asked.standing_id else set()
    found: dict[int, Opened] = {}
    for opener in _openers:
        found |= opener(user, [part.pk for part in parts])
    return [Shown(part, found.get(part.pk), part.pk in left_out) for part in parts]
