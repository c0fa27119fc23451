"""The numbers that Word makes for headings and clauses, as a reader sees them.

Source: ECMA-376 part 1, 17.9: numbering definitions, levels, ``lvlText`` and ``start``.
"""

import re
from collections import defaultdict

from docx.document import Document as Docx
from docx.oxml.ns import qn
from lxml.etree import _Element


class Numbering:
    """Counts the numbered paragraphs of a file in reading order."""

    def __init__(self, docx: Docx) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles = {
            style.style_id: style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            for style in docx.styles
        }
        try:
            root = docx.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a file without any numbering
            return
        for abstract in root.iter(qn("w:abstractNum")):
            self._levels[abstract.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): (
                    _value(level, "w:numFmt", "decimal"),
                    _value(level, "w:lvlText", ""),
                    int(_value(level, "w:start", "1")),
                )
                for level in abstract.iter(qn("w:lvl"))
            }
        for number in root.iter(qn("w:num")):
            self._abstract[number.get(qn("w:numId"))] = _value(number, "w:abstractNumId", "")

    def label(self, paragraph: _Element) -> str:
        """The number of the next paragraph, "4.2" or "a", or nothing; bullets have none."""
        found = self._of(paragraph)
        if found is None:
            return ""
        abstract, level = found
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts[abstract]
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        kind, pattern, _ = levels[level]
        if kind in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = levels.get(at, ("decimal", "", 1))
            return _written(counts.get(at, own[2]), own[0])

        return re.sub(r"%(\d)", shown, pattern).strip(" .:()–—-\t")

    def _of(self, paragraph: _Element) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        numbered = properties.find(qn("w:numPr"))
        named = properties.find(qn("w:pStyle"))
        styled = self._styles.get(named.get(qn("w:val"))) if named is not None else None
        source = numbered if numbered is not None else styled
        if source is None:
            return None
        number = _value(
            source, "w:numId", _value(styled, "w:numId", "0") if styled is not None else "0"
        )
        return self._abstract.get(number, ""), int(_value(source, "w:ilvl", "0"))


def _value(element: _Element, tag: str, default: str) -> str:
    found = element.find(qn(tag))
    return default if found is None else found.get(qn("w:val"), default)


def _written(number: int, kind: str) -> str:
    match kind:
        case "upperLetter":
            return chr(64 + (number - 1) % 26 + 1)
        case "lowerLetter":
            return chr(96 + (number - 1) % 26 + 1)
        case "upperRoman":
            return _roman(number)
        case "lowerRoman":
            return _roman(number).lower()
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
        *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    ):
        written += letters * (number // value)
        number %= value
    return written
