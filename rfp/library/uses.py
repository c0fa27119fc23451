"""Where items of the library are used: told by subjects that come after it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from clients.people.models import User
from rfp.library.models import LibraryItem


@dataclass(frozen=True)
class Use:
    """A request that was made of an item."""

    title: str
    client: str
    #: The version it was made of.
    number: int
    link: str


#: The uses of an item that a person may see.
Finder = Callable[[LibraryItem, User], Iterable[Use]]

_finders: list[Finder] = []


def register(find: Finder) -> None:
    """Let items say where they are used; called where a subject declares its addresses."""
    if find not in _finders:
        _finders.append(find)


def uses_of(item: LibraryItem, reader: User) -> list[Use]:
    return list(_all(item, reader))


def _all(item: LibraryItem, reader: User) -> Iterator[Use]:
    for find in _finders:
        yield from find(item, reader)
