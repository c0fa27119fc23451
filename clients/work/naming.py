"""Which project a line means: its first words, as far as they name a client and a project.

Names are read as people shorten them: ``acme audit`` is *Acme Logistics, Carrier bill audit*.
Two projects that fit are never guessed between.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

WORD = re.compile(r"\w+")
#: How alike a word must be to a name to be taken for a slip, and how long to be a beginning.
ALIKE = 0.72
LEAST = 3
#: Names that a sentence lists before it says how many more there are.
LISTED = 6

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True)
class Place:
    """A project that takes time, by the names a line may give it."""

    key: str
    slug: str  # of the client
    client: str
    word: str  # of the project, unique at its client
    project: str

    @property
    def path(self) -> str:
        """The name that fits no other: ``acme/carrier-bill-audit``."""
        return f"{self.slug}/{self.word}"

    def __str__(self) -> str:
        return f"{self.client}, {self.project}"


@dataclass(frozen=True)
class Named:
    """The project some words name, how many of them did, or why none is named.

    ``wrong`` is the number of the word that is at fault.
    """

    place: Place | None = None
    taken: int = 0
    sentence: str = ""
    wrong: int = 0


@dataclass(frozen=True)
class Finder:
    """Reads names among the projects a person may log on.

    ``assumed`` is what a line means that names nothing; a line whose words ``must_name``
    has its text in quotes, so that no word before them is part of it.
    """

    places: Sequence[Place]
    assumed: Place | None = None
    must_name: bool = False

    def find(self, words: Sequence[str]) -> Named:
        if not self.places:
            return Named(sentence="No project takes time from you yet.")
        if not words:
            return self._unnamed()
        if place := self._by_path(words[0]):
            return Named(place, 1)
        clients = list(dict.fromkeys((place.slug, place.client) for place in self.places))
        taken, left = self._narrow(words, clients, lambda client: client)
        if not taken:
            return self._by_project(words)
        slugs = {slug for slug, _ in left}
        places = [place for place in self.places if place.slug in slugs]
        further, meant = self._narrow(words[taken:], places, lambda p: (p.word, p.project))
        if len(meant) == 1 and (further or not self._is_left_over(words, taken)):
            return Named(meant[0], taken + further)
        if further:
            return self._several(words, taken + further - 1, [str(place) for place in meant])
        if len(slugs) > 1:
            return self._several(words, taken - 1, [name for _, name in left])
        if self._is_left_over(words, taken):
            sentence = f"{left[0][1]} has no project that begins with ‘{words[taken]}’."
            return Named(None, taken, f"{sentence} It has {listed(names(meant))}.", taken)
        if self.assumed in places:
            return Named(self.assumed, taken)
        sentence = f"{left[0][1]} has {len(meant)} projects: {listed(names(meant))}. Say which."
        return Named(None, taken, sentence, taken - 1)

    def _is_left_over(self, words: Sequence[str], taken: int) -> bool:
        return self.must_name and len(words) > taken

    def _by_path(self, word: str) -> Place | None:
        said = word.casefold()
        return next((place for place in self.places if place.path.casefold() == said), None)

    def _by_project(self, words: Sequence[str]) -> Named:
        taken, meant = self._narrow(words, self.places, lambda p: (p.word, p.project))
        if not taken:
            return self._unknown(words[0])
        if len(meant) == 1:
            return Named(meant[0], taken)
        if self.assumed in meant:
            return Named(self.assumed, taken)
        return self._several(words, taken - 1, [str(place) for place in meant])

    def _unnamed(self) -> Named:
        only = self.places[0] if len(self.places) == 1 else None
        if place := self.assumed or only:
            return Named(place)
        sentence = f"Say for whom: a client and a project, such as {self.places[0].path}."
        return Named(sentence=sentence)

    def _unknown(self, word: str) -> Named:
        """A word that names nothing: the first of the text, unless it looks like a slip."""
        pool = {name: each.project for each in self.places for name in words_of(each.project)}
        for place in self.places:
            pool |= dict.fromkeys([place.slug, *words_of(place.client)], place.client)
        close = get_close_matches(word.casefold(), pool, n=1, cutoff=ALIKE)
        if not close and not self.must_name and (named := self._unnamed()).place:
            return named
        if len(word) < LEAST and not self.must_name:
            return Named(sentence=f"‘{word}’ is too short for a name: write {LEAST} letters of it.")
        sentence = f"No client or project begins with ‘{word}’."
        if close:
            return Named(sentence=f"{sentence} Did you mean {pool[close[0]]}?")
        clients = list(dict.fromkeys(place.client for place in self.places))
        return Named(sentence=f"{sentence} There are {listed(clients)}.")

    def _several(self, words: Sequence[str], wrong: int, fitting: list[str]) -> Named:
        which = f"‘{words[wrong]}’ could be {listed(fitting, 'or')}. Write more of the name."
        return Named(None, wrong + 1, which, wrong)

    def _narrow(
        self, words: Sequence[str], items: Sequence[Item], naming: Callable[[Item], tuple[str, str]]
    ) -> tuple[int, list[Item]]:
        """How many words it takes to name some of the items, and those that are left.

        A word counts while it leaves fewer of them, or is the next word of their name.
        """
        taken, left, last = 0, list(items), dict.fromkeys(items, -2)
        for word in words:
            fits = {item: self._fit(word, *naming(item)) for item in left}
            best = max((fit for fit, _ in fits.values()), default=0)
            fitting = [item for item in left if best and fits[item][0] == best]
            goes_on = all(fits[item] == (2, last[item] + 1) for item in fitting)
            if not fitting or (taken and len(fitting) == len(left) and not goes_on):
                break
            taken, left = taken + 1, fitting
            last = {item: fits[item][1] for item in fitting}
        return taken, left

    def _fit(self, word: str, slug: str, name: str) -> tuple[int, int]:
        """How well a word fits a name, and which word of the name it is.

        3 is the short name itself, 2 a whole word, 1 a beginning, 0 nothing.
        """
        said, words = word.casefold(), words_of(name)
        if said == slug:
            return 3, words.index(said) if said in words else -2
        if said in words:
            return 2, words.index(said)
        if len(said) >= (1 if self.must_name else LEAST):
            for number, each in enumerate(words):
                if each.startswith(said):
                    return 1, number
            if slug.startswith(said):
                return 1, -2
        return 0, -2


def words_of(name: str) -> list[str]:
    return WORD.findall(name.casefold())


def names(places: Sequence[Place]) -> list[str]:
    return [place.project for place in places]


def listed(names: Sequence[str], last: str = "and") -> str:
    """``a, b and c``; a long list ends in how many more there are."""
    if len(names) > LISTED:
        names = [*names[: LISTED - 1], f"{len(names) - LISTED + 1} more"]
    *others, end = names
    return f"{', '.join(others)} {last} {end}" if others else end
