"""Inline Markdown taken off, each character's place kept."""

import re
from collections.abc import Sequence

from rfp.linter.document import Place

#: What stands around words in Markdown; group "kept" is what a reader sees of it.
INLINE = re.compile(
    r"""
      !?\[(?P<link>[^\]\n]+)\]\([^)\n]*\)      # a link or picture: its words
    | `(?P<code>[^`\n]+)`                      # code
    | (?<!\*)\*{1,3}(?!\*)                     # emphasis
    | (?<![\w_])_{1,2}(?=[^\s_])               # emphasis by underscores, not a line to write on
    | (?<=[^\s_])_{1,2}(?![\w_])
    | </?(?:a|abbr|b|blockquote|br|center|code|details|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s
        |section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)\b[^>\n]*>
    | \\(?P<escaped>[^\w\s])                   # an escaped sign: the sign
    | (?P<line>\n)
    """,
    re.VERBOSE,
)


def plain(source: str, lines: Sequence[Place]) -> tuple[str, tuple[tuple[int, Place], ...]]:
    """The text without markup, and where its offsets stand; ``lines`` place each source line."""
    text: list[str] = []
    pieces: list[tuple[int, Place]] = []
    length = number = line_start = 0

    def keep(start: int, end: int) -> None:
        nonlocal length
        if start == end:
            return
        at = lines[number]
        pieces.append((length, Place(at.line, at.column + start - line_start)))
        text.append(source[start:end])
        length += end - start

    done = 0
    for found in INLINE.finditer(source):
        keep(done, found.start())
        done = found.end()
        if found["line"] is not None:
            keep_as_space = (length, Place(lines[number].line, 1 + found.start() - line_start))
            pieces.append(keep_as_space)
            text.append(" ")
            length += 1
            number += 1
            line_start = found.end()
            continue
        for group in ("link", "code", "escaped"):
            if found[group] is not None:
                keep(*found.span(group))
    keep(done, len(source))
    return "".join(text), tuple(pieces) or ((0, lines[0]),)
