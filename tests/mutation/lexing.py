"""Cuts SQL and formulas into words, so that one of them can be changed.

A lexer and no parser: a check's SELECT quotes texts in braces, which no SQL parser reads.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<space>\s+|--[^\n]*)
    | (?P<text>'(?:[^']|'')*')
    | (?P<quote>\{[^}]*\}|%\(\w+\)s|<\w+>)
    | (?P<number>\d+(?:\.\d+)?\b)
    | (?P<word>[A-Za-z_]\w*(?:\.\w+)*(?:\.\*)?|"\w+")
    | (?P<operator>::|<=|>=|<>|!=|\|\||->>|->|@>|<@|&&|!~\*|~\*|!~|=>|[-+*/<>=~%^])
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """In capitals, for comparing with keywords; what is no word or mark is empty."""
        return self.text.upper() if self.kind in ("word", "mark") else ""


def tokens(text: str) -> list[Token]:
    """The words of a text, without what stands between them."""
    found = (
        Token(match.lastgroup or "", match[0], match.start()) for match in _TOKEN.finditer(text)
    )
    return [token for token in found if token.kind != "space"]


def closing(found: list[Token], opening: int) -> int:
    """The place of the bracket that closes the one at a place."""
    depth = 0
    for place in range(opening, len(found)):
        depth += {"(": 1, ")": -1}.get(found[place].text, 0)
        if depth == 0:
            return place
    raise ValueError("a bracket is never closed")


def arguments(found: list[Token], opening: int) -> list[tuple[int, int]]:
    """From where to where each argument in the brackets reaches, as places in the text."""
    last = closing(found, opening)
    depth, start, parts = 0, found[opening].end, []
    for token in found[opening + 1 : last]:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == "," and depth == 0:
            parts.append((start, token.start))
            start = token.end
    return [*parts, (start, found[last].start)]
