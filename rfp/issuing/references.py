"""Where a text points to: ``[[C-012]]`` becomes "Section 4.2", and R-014 leads there.

Numbers are computed when a form is drawn, so that a reference cannot point to where a clause was.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: Words in Markdown's code are left alone.
MARK = re.compile(
    r"(?P<code>`[^`]*`)"
    r"|\[\[(?P<see>[A-Z]-\d{3,})\]\]"
    r"|(?<![\w-])(?P<id>R-\d{3,})(?![\w-])"
)


@dataclass(frozen=True)
class Target:
    """What is pointed to: as it is called in the text, and where a link leads."""

    label: str
    anchor: str


class Targets:
    """Everything in one request that a text can point to, by id."""

    def __init__(self, known: Mapping[str, Target]) -> None:
        self._known = known

    def pieces(self, text: str) -> Iterator[str | Target]:
        """The text in order: words, and what they point to. What is unknown stays words."""
        done = 0
        for found in MARK.finditer(text):
            target = self._known.get(found["see"] or found["id"] or "")
            if target is None:
                continue
            yield text[done : found.start()]
            yield target
            done = found.end()
        yield text[done:]

    def plain(self, text: str) -> str:
        """For a form that has none."""
        return "".join(
            piece if isinstance(piece, str) else piece.label for piece in self.pieces(text)
        )

    def markdown(self, text: str) -> str:
        """For a form that has links."""
        return "".join(
            piece if isinstance(piece, str) else f"[{piece.label}](#{piece.anchor})"
            for piece in self.pieces(text)
        )

    def missing(self, text: str) -> list[str]:
        """What a text points to with brackets and is not there."""
        return [
            found["see"]
            for found in MARK.finditer(text)
            if found["see"] and found["see"] not in self._known
        ]
