"""Letters that are printed twice over to look bold, taken once."""

from collections.abc import Iterable
from typing import Any

#: A letter of a PDF as pdfplumber gives it.
Glyph = dict[str, Any]
#: Side of the squares that letters are sorted into to find their likes quickly.
SQUARE = 4
#: The same letter moved by less than this part of its own size is the same letter.
MOVED = 0.35


def printed_once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Without the copies that some programs print a hair beside a letter to make it bold.

    Two letters of one word, as in "11", stand a whole width apart and both stay.
    """
    squares: dict[tuple[str, int, int], list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        column, row = int(glyph["x0"] // SQUARE), int(glyph["top"] // SQUARE)
        near = (
            other
            for beside in (column - 1, column, column + 1)
            for above in (row - 1, row, row + 1)
            for other in squares.get((glyph["text"], beside, above), ())
        )
        if glyph["text"] != " " and any(_is_copy(glyph, other) for other in near):
            continue
        squares.setdefault((glyph["text"], column, row), []).append(glyph)
        kept.append(glyph)
    return kept


def _is_copy(glyph: Glyph, other: Glyph) -> bool:
    return abs(glyph["x0"] - other["x0"]) < MOVED * max(glyph["width"], other["width"]) and abs(
        glyph["top"] - other["top"]
    ) < MOVED * max(glyph["height"], other["height"])
