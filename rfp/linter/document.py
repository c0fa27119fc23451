"""A document as the rules see it: blocks of plain text that know where they stand in the file."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import wraps
from typing import Any, TypeVar

Found = TypeVar("Found")


class Kind(Enum):
    """What a block is to its reader; some rules are about sentences only."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item of a list"
    LABEL = "cell of a table's head"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of a Markdown file, or a paragraph and a character of a DOCX."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One heading, paragraph, item or cell, without markup.

    ``pieces`` say for rising offsets of ``text`` where the file has them. ``label`` is the number
    a heading or clause carries ("4.2", "Appendix B"), whether typed or made by the word processor.
    ``row`` is common to the cells of one row of a table. ``source`` is what a reader calls the
    place where a document has no lines, such as R-014 in a request.
    """

    kind: Kind
    text: str
    pieces: tuple[tuple[int, Place], ...]
    level: int = 0
    label: str = ""
    row: int | None = None
    source: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether a person reads sentences here, not titles."""
        return self.kind not in (Kind.HEADING, Kind.LABEL)

    @property
    def is_shouted(self) -> bool:
        """Whether it is all capitals, as titles are, so that capitals say nothing."""
        if self.text != self.text.upper() or " " not in self.text.strip():
            return False
        return sum(map(str.isalpha, self.text)) > 8

    def place(self, offset: int) -> Place:
        """Where the file has the character at this offset of the text."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        start, place = self.pieces[max(index, 0)]
        return Place(place.line, place.column + offset - start)

    def called(self, offset: int = 0) -> str:
        """How a remark elsewhere names this place."""
        return self.source or f"line {self.place(offset).line}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the block it stands in; ``start`` is its offset there."""

    block: Block
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(eq=False)
class Document:
    """The blocks in reading order, and what was found out about them on the way."""

    blocks: tuple[Block, ...]
    _memory: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False)

    def remember(self, key: Callable[..., Any], find: Callable[[], Found]) -> Found:
        """What ``find`` gives, looked up once a document."""
        if key not in self._memory:
            self._memory[key] = find()
        return self._memory[key]


def once_a_document(find: Callable[[Document], Found]) -> Callable[[Document], Found]:
    """Several rules ask the same of a document; it is looked up once."""

    @wraps(find)
    def remembered(document: Document) -> Found:
        return document.remember(find, lambda: find(document))

    return remembered
