"""Where sentences end, abbreviations and clause numbers considered."""

import re
from collections.abc import Iterator

from rfp.linter.document import Block, Document, Sentence, once_a_document

#: A full stop after these ends no sentence.
ABBREVIATIONS = (
    *("e.g", "i.e", "etc", "vs", "cf", "approx", "incl", "excl", "min", "max", "no", "nos", "sec"),
    *("art", "app", "fig", "para", "inc", "ltd", "co", "corp", "dept", "st", "mr", "ms", "mrs"),
    *("dr", "jr", "sr", "u.s", "u.s.c", "a.m", "p.m", "jan", "feb", "mar", "apr", "jun", "jul"),
    *("aug", "sep", "sept", "oct", "nov", "dec"),
)
END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])")
LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*|\d+(?:\.\d+)*)$")


def split(block: Block) -> Iterator[Sentence]:
    """The sentences of one block, white space around them left out."""
    start = 0
    text = block.text
    for found in END.finditer(text):
        before = LAST_WORD.search(text[start : found.start()])
        if before is not None and _goes_on(before.group(), text[start : found.start()]):
            continue
        yield from _stripped(block, start, found.end())
        start = found.end()
    yield from _stripped(block, start, len(text))


def _goes_on(word: str, so_far: str) -> bool:
    """Whether a stop after this word is part of an abbreviation, an initial or a number."""
    if word[0].isdigit():
        return so_far.strip() == word  # "4.2. The provider …"
    return word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _stripped(block: Block, start: int, end: int) -> Iterator[Sentence]:
    text = block.text[start:end]
    bare = text.strip()
    if bare:
        yield Sentence(block, start + text.index(bare[0]), bare)


@once_a_document
def sentences(document: Document) -> tuple[Sentence, ...]:
    """Every sentence of the prose: paragraphs, items and cells."""
    return tuple(
        sentence for block in document.blocks if block.is_prose for sentence in split(block)
    )
