"""Finds the conditions of a SELECT, so that each can be left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.mutation.lexing import Token

#: What a condition follows.
OPENS = {"WHERE", "ON", "HAVING", "WHEN"}
#: What ends one.
ENDS = {
    *("SELECT", "FROM", "JOIN", "LEFT", "CROSS", "GROUP", "ORDER", "LIMIT", "OFFSET", "UNION"),
    *("THEN", "ELSE", "WINDOW", "AS", "ROWS"),
}


@dataclass
class _Open:
    """A condition that has begun: its first word and what stands before it."""

    first: int | None = None
    after: str = ""
    #: The AND that comes next belongs to a BETWEEN.
    is_between: bool = False


def conditions(found: list[Token]) -> Iterator[tuple[int, int, str]]:
    """The first and last word of each condition, and what it must say to be left out."""
    nested = [_Open(0)]
    for place, token in enumerate(found):
        now, word = nested[-1], token.word
        before = found[place - 1].word if place else ""
        after = found[place + 1].word if place + 1 < len(found) else ""
        if word in ("(", "CASE"):
            nested.append(_Open(place + 1))
        elif word in (")", "END"):
            yield from _ended(now, place, found, "")
            nested.pop()
        elif word == "BETWEEN":
            now.is_between = True
        elif word == "AND" and now.is_between:
            now.is_between = False
        elif word in ("AND", "OR"):
            yield from _ended(now, place, found, word)
            nested[-1] = _Open(place + 1, word)
        elif word in OPENS and before != "DISTINCT":
            yield from _ended(now, place, found, "")
            nested[-1] = _Open(place + 1, word)
        elif word == "," or (word in ENDS and before != "DISTINCT" and after != "("):
            yield from _ended(now, place, found, "")
            nested[-1] = _Open(place + 1 if word == "," else None)
    yield from _ended(nested[-1], len(found), found, "")


def _ended(
    condition: _Open, end: int, found: list[Token], before: str
) -> Iterator[tuple[int, int, str]]:
    around = {condition.after, before}
    if condition.first is None or condition.first >= end or not around & {"AND", "OR", *OPENS}:
        return
    if end - condition.first == 1 and found[condition.first].word in ("TRUE", "FALSE"):
        return
    is_alternative = ("OR" in around and "AND" not in around) or around <= {"WHEN", ""}
    yield condition.first, end - 1, "false" if is_alternative else "true"
