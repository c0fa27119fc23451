"""Lists of words, one file each, lines that begin with # left out."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def _rows(name: str) -> list[str]:
    rows = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row.strip() and not row.startswith("#")]


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a file that are parted by white space."""
    return frozenset(word for row in _rows(name) for word in row.split())


@cache
def word_pairs(name: str) -> dict[str, str]:
    """What stands left and right of the tab in each line of a file."""
    return dict(row.split("\t") for row in _rows(name))


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The lines of a file."""
    return tuple(row.strip() for row in _rows(name))


def any_phrase(wanted: Iterable[str]) -> str:
    """A pattern for any of these phrases, longest first, white space between words free.

    Grouped by first letter: a regular expression tries alternatives one by one, and nearly every
    word of a text begins with none of them.
    """
    ordered = sorted(wanted, key=lambda phrase: (phrase[0], -len(phrase)))
    groups = (
        re.escape(letter)
        + "(?:"
        + "|".join(re.escape(phrase[1:]).replace(r"\ ", r"\s+") for phrase in group)
        + ")"
        for letter, group in groupby(ordered, key=lambda phrase: phrase[0])
    )
    return "(?:" + "|".join(groups) + ")"
