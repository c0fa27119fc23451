"""What work is logged about: a finding, a bill; each kind is registered by the app that has it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from clients.people.models import User
from clients.work.models import WorkEntry


@dataclass(frozen=True)
class Origin:
    """A thing of a client that work is logged about, as the log and its entries show it."""

    about: str  # kind and public id, as entries keep it: finding:6f9c…
    client_id: int
    slug: str  # of the client
    name: str  # what a link to it says
    text: str  # what an entry about it begins with
    url: str


#: Gives those of the things with these public ids that somebody may see.
Finder = Callable[[User, Collection[UUID]], Iterable[Origin]]

#: How a thing is called by a link to it, and what an entry about it begins with.
Words = tuple[str, str]

_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Let work be logged about things of this kind: ``?about=kind:public_id``."""
    _finders[kind] = finder


def finder(kind: str, page: str, things: QuerySet, words: Callable[[Any], Words]) -> Finder:
    """Finds things of one model by their public ids, as far as somebody may see them."""

    def find(user: User, public_ids: Collection[UUID]) -> Iterator[Origin]:
        seen = things.visible_to(user).select_related("client")
        for thing in seen.filter(public_id__in=public_ids):
            name, text = words(thing)
            yield Origin(
                about=f"{kind}:{thing.public_id}",
                client_id=thing.client_id,
                slug=thing.client.slug,
                name=name,
                text=text.replace("\N{NO-BREAK SPACE}", " "),
                url=reverse(page, args=[thing.public_id]),
            )

    return find


def origin_of(user: User, about: str) -> Origin | None:
    """What an address or an entry names, when it exists and this person may see it."""
    return _found(user, [about]).get(about)


def tell_origins(user: User, entries: Iterable[WorkEntry]) -> None:
    """Let each entry know what it was logged from (``came_from``), asked for once per kind."""
    entries = list(entries)
    found = _found(user, {entry.origin for entry in entries if entry.origin})
    for entry in entries:
        entry.came_from = found.get(entry.origin)


def _found(user: User, named: Iterable[str]) -> dict[str, Origin]:
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for about in named:
        kind, _, public_id = about.partition(":")
        if kind in _finders and (key := _uuid(public_id)):
            wanted[kind].add(key)
    return {
        origin.about: origin
        for kind, keys in wanted.items()
        for origin in _finders[kind](user, keys)
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
