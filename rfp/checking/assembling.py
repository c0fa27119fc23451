"""A request as one document of the linter, in which every word knows its piece.

Numbers are computed, references point to them, and blanks are filled, as in what will be issued;
each word still knows where it stands in the text that a person edits.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from string import ascii_uppercase

from rfp.checking.texts import PieceText, RequestText
from rfp.linter.document import Block, Document, Kind, Place
from rfp.linter.engine import all_rules
from rfp.linter.reading import markdown
from rfp.linter.rule import Mark, Rule, Surroundings

#: What is replaced before bidders read it; words in Markdown's code are left alone.
REPLACED = re.compile(
    r"(?P<code>`[^`\n]*`)|(?P<tab>\t)|\{\{\s*(?P<blank>[a-z_]+)\s*\}\}|\[\[(?P<see>[A-Z]-\d{3,})\]\]"
)
#: More pieces than any request has, several times: pieces that nobody changed are read once.
REMEMBERED = 4096


@dataclass(frozen=True)
class Written:
    """A text as bidders read it, and where each stretch of it stands in what was written."""

    text: str
    #: (offset here, offset there, whether what follows was put in for something else)
    stretches: tuple[tuple[int, int, bool], ...]
    #: References to pieces that are not there: where they stand, and what they name.
    lost: tuple[tuple[int, int, str], ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a stretch stands in what was written, what was put in counting as a whole."""
        here, there, is_put = self.stretches[self._at(first)]
        start = there if is_put else there + first - here
        at = self._at(last)
        here, there, is_put = self.stretches[at]
        return start, self.stretches[at + 1][1] if is_put else there + last - here + 1

    def _at(self, offset: int) -> int:
        return bisect_right(self.stretches, offset, key=lambda each: each[0]) - 1


def written(text: str, values: Mapping[str, str], numbers: Mapping[str, str]) -> Written:
    """The text with blanks filled and references computed; what is unknown stays."""
    parts: list[str] = []
    stretches: list[tuple[int, int, bool]] = [(0, 0, False)]
    lost: list[tuple[int, int, str]] = []
    done = length = 0
    for found in REPLACED.finditer(text):
        if found["see"] and found["see"] not in numbers:
            lost.append((*found.span(), found["see"]))
        put = _put(found, values, numbers)
        if put is None:
            continue
        parts += [text[done : found.start()], put]
        length += found.start() - done
        stretches.append((length, found.start(), True))
        length += len(put)
        stretches.append((length, found.end(), False))
        done = found.end()
    return Written("".join([*parts, text[done:]]), tuple(stretches), tuple(lost))


def _put(found: re.Match[str], values: Mapping[str, str], numbers: Mapping[str, str]) -> str | None:
    if found["see"]:
        return numbers.get(found["see"], "…")
    if found["tab"]:
        return "    "
    return values.get(found["blank"]) if found["blank"] else None


@dataclass(frozen=True, eq=False)
class Piece:
    """A piece as the linter reads it: its heading, what stands below, and what is local to it."""

    code: str
    blocks: tuple[Block, ...]
    marks: tuple[tuple[type[Rule], Mark], ...]
    starts: tuple[int, ...]

    def offset(self, place: Place) -> int:
        """How many characters stand before a place."""
        return self.starts[min(place.line, len(self.starts)) - 1] + place.column - 1


@lru_cache(maxsize=REMEMBERED)
def read(code: str, text: str) -> Piece:
    """A piece's Markdown, read once as long as it says the same."""
    base = int.from_bytes(code.encode()) * 1_000  # rows of two pieces are never one
    blocks = tuple(
        replace(
            block,
            source=code,
            level=block.level and block.level + 2,
            row=None if block.row is None else base + block.row,
        )
        for block in markdown.read(text).blocks
    )
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return Piece(code, blocks, _local_marks(blocks), tuple(starts[:-1]))


def _local_marks(blocks: Iterable[Block]) -> tuple[tuple[type[Rule], Mark], ...]:
    alone = Document(tuple(blocks))
    return tuple(
        (rule, mark)
        for rule in all_rules()
        if rule.is_local
        for mark in rule().look(alone, Surroundings())
    )


@dataclass(frozen=True)
class Source:
    """Where a block comes from: a field of a piece, read by ``piece`` from ``written``."""

    code: str
    field: str
    original: str
    written: Written
    piece: Piece | None = None
    #: Characters that the block has before the field's own.
    before: int = 0


@dataclass(frozen=True, eq=False)
class Assembled:
    """A request as one document, with the source of each block."""

    document: Document
    sources: dict[int, Source]
    #: Local marks, which were found piece by piece.
    marks: tuple[tuple[type[Rule], Mark], ...]


def numbers_of(request: RequestText) -> dict[str, str]:
    """What a reference to each piece reads as."""
    numbers: dict[str, str] = {}
    for at, chapter in enumerate(request.chapters, start=1):
        numbers[chapter.code] = f"Section {at}"
        clauses = 0
        for piece in chapter.pieces:
            if piece.code.startswith("R"):
                numbers[piece.code] = piece.code
            else:
                clauses += 1
                numbers[piece.code] = f"Section {at}.{clauses}"
    return numbers


def assemble(request: RequestText, values: Mapping[str, str]) -> Assembled:
    """The request as one document."""
    numbers = numbers_of(request)
    blocks: list[Block] = []
    sources: dict[int, Source] = {}
    marks: list[tuple[type[Rule], Mark]] = []

    def keep(block: Block, source: Source) -> None:
        blocks.append(block)
        sources[id(block)] = source

    for at, chapter in enumerate(request.chapters, start=1):
        title = written(chapter.title, values, numbers)
        keep(
            _heading(title.text, 1, str(at), chapter.code),
            Source(chapter.code, "title", chapter.title, title),
        )
        for piece in chapter.pieces:
            keep(*_title(piece, numbers[piece.code], values, numbers))
            text = written(piece.text, values, numbers)
            known = read(piece.code, text.text)
            source = Source(piece.code, "text", piece.text, text, known)
            for block in known.blocks:
                keep(block, source)
            marks += known.marks
    for letter, words in zip(ascii_uppercase, request.appendices, strict=False):
        keep(
            _heading(words, 1, f"Appendix {letter}", ""),
            Source("", "", words, written(words, {}, {})),
        )
    for block, source in _lines(request, values, numbers):
        keep(block, source)
    marks += _local_marks(block for block in blocks if sources[id(block)].piece is None)
    return Assembled(Document(tuple(blocks)), sources, tuple(marks))


def _heading(text: str, level: int, label: str, code: str, before: int = 0) -> Block:
    pieces = ((0, Place(1, 1)), (before, Place(1, 1))) if before else ((0, Place(1, 1)),)
    return Block(Kind.HEADING, text, pieces, level, label, source=code)


def _title(
    piece: PieceText, number: str, values: Mapping[str, str], numbers: Mapping[str, str]
) -> tuple[Block, Source]:
    title = written(piece.title, values, numbers)
    if piece.code.startswith("R"):  # requirements are called by their own number
        before = len(piece.code) + 1
        block = _heading(f"{piece.code} {title.text}", 2, "", piece.code, before)
        return block, Source(piece.code, "title", piece.title, title, before=before)
    block = _heading(title.text, 2, number.removeprefix("Section "), piece.code)
    return block, Source(piece.code, "title", piece.title, title)


def _lines(
    request: RequestText, values: Mapping[str, str], numbers: Mapping[str, str]
) -> Iterator[tuple[Block, Source]]:
    """Lines of lists: words, not sentences, so that only blanks and names count in them."""
    for line in request.lines:
        text = written(line.text, values, numbers)
        block = Block(Kind.LABEL, text.text, ((0, Place(1, 1)),), source=line.code)
        yield block, Source(line.code, "text", line.text, text)
