"""Tracked changes written into paragraphs and rows, as Word would track them.

Source: ECMA-376 part 1, 17.13.5 (revisions).
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from difflib import SequenceMatcher
from itertools import count, pairwise

from lxml import etree
from lxml.etree import _Element

from rfp.compare.objects import FALLBACK
from rfp.compare.package import W
from rfp.compare.paragraphs import DELETED, INSERTED, SIGNS, TEXTS, Side, same
from rfp.compare.story import Unit

AUTHOR = "Changed without tracking"
#: What stands for an object in the words of a paragraph; a redline leaves objects alone.
OBJECT = re.compile(r"\[(?:picture|embedded file|chart:?|diagram:?|sign) [^\]]*\]")
TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
KEEP = "{http://www.w3.org/XML/1998/namespace}space"
FIRST_ID = 900_000  # programs count theirs from zero
LARGEST = 4_000_000  # pairs of words that are compared; a longer paragraph is replaced whole
IN_PROPERTIES = ("rPrChange", "ins", "del", "moveFrom", "moveTo")


class Pen:
    """Writes marks with one author, one moment and numbers of their own."""

    def __init__(self, at: datetime) -> None:
        self._at = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._ids = count(FIRST_ID)

    def mark_words(self, paragraph: _Element) -> None:
        """Every word of a paragraph is new."""
        for run in _runs(paragraph):
            self._wrap(run)

    def mark_end(self, paragraph: _Element) -> None:
        """The paragraph itself is new: rejected, it joins the next."""
        self._in_mark(paragraph, "ins")

    def mark_row(self, row: _Element) -> None:
        """The row is new."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            exceptions = row.find(f"{W}tblPrEx")
            row.insert(0 if exceptions is None else row.index(exceptions) + 1, properties)
        properties.append(self._mark("ins"))

    def gone_paragraph(self, words: str) -> _Element:
        """A paragraph that was taken out."""
        made = etree.Element(f"{W}p")
        self._in_mark(made, "del")
        made.append(self._gone(words, None))
        return made

    def new_paragraph(self, words: str) -> _Element:
        """A paragraph that was put in."""
        made = etree.Element(f"{W}p")
        run = etree.SubElement(made, f"{W}r")
        _text(run, f"{W}t", words)
        self.mark_words(made)
        self.mark_end(made)
        return made

    def gone_row(self, unit: Unit) -> _Element:
        """A row that was taken out, with the widths of its cells."""
        made = etree.Element(f"{W}tr")
        etree.SubElement(made, f"{W}trPr").append(self._mark("del"))
        cells = unit.row.findall(f"{W}tc") if unit.row is not None else []
        for column in range(1, max(len(cells), max(line.column for line in unit.lines)) + 1):
            cell = etree.SubElement(made, f"{W}tc")
            if column <= len(cells) and cells[column - 1].find(f"{W}tcPr") is not None:
                cell.append(deepcopy(cells[column - 1].find(f"{W}tcPr")))
            words = [line.side.text for line in unit.lines if line.column == column]
            for one in words or [""]:
                cell.append(self.gone_paragraph(one))
        return made

    def rewrite(self, issued: Side, paragraphs: list[_Element]) -> None:
        """What differs from the issued words is marked: new ones inserted, old ones deleted."""
        runs = [run for paragraph in paragraphs for run in _single(_runs(paragraph))]
        now = "".join(_words(run) for run in runs)
        was = OBJECT.sub("", "".join(words for words, _ in issued.pieces))
        gone: list[tuple[int, str]] = []
        new: list[tuple[int, int]] = []
        for start, end, words in _differences(was, now):
            if words:
                gone.append((start, words))
            if start < end:
                new.append((start, end))
        runs = _cut(runs, {at for pair in new for at in pair} | {at for at, _ in gone})
        starts: dict[int, _Element] = {}
        at = 0
        for run in runs:
            length = len(_words(run))
            if length:
                starts.setdefault(at, run)
            if any(start <= at and at + length <= end for start, end in new) and length:
                self._wrap(run)
            at += length
        for place, words in gone:
            self._put_words(words, starts.get(place), runs, paragraphs[-1])

    def _put_words(
        self, words: str, before: _Element | None, runs: list[_Element], paragraph: _Element
    ) -> None:
        if before is not None:
            _outer(before).addprevious(self._gone(words, before.find(f"{W}rPr")))
        elif runs:
            _outer(runs[-1]).addnext(self._gone(words, runs[-1].find(f"{W}rPr")))
        else:
            paragraph.append(self._gone(words, None))

    def _gone(self, words: str, properties: _Element | None) -> _Element:
        deleted = self._mark("del")
        run = etree.SubElement(deleted, f"{W}r")
        if properties is not None:
            looks = deepcopy(properties)
            for name in IN_PROPERTIES:
                for child in looks.findall(f"{W}{name}"):
                    looks.remove(child)
            run.append(looks)
        _text(run, f"{W}delText", words)
        return deleted

    def _wrap(self, run: _Element) -> None:
        """A run is new; one that was deleted since goes into the mark with its deletion."""
        outer = run.getparent() if run.getparent().tag in DELETED else run
        if outer.getparent().tag in INSERTED:
            return
        mark = self._mark("ins")
        outer.addprevious(mark)
        mark.append(outer)

    def _in_mark(self, paragraph: _Element, name: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        looks = properties.find(f"{W}rPr")
        if looks is None:
            looks = etree.Element(f"{W}rPr")
            later = [properties.find(f"{W}{one}") for one in ("sectPr", "pPrChange")]
            at = min(
                (properties.index(one) for one in later if one is not None),
                default=len(properties),
            )
            properties.insert(at, looks)
        if looks.find(f"{W}{name}") is None:
            looks.insert(0, self._mark(name))

    def _mark(self, name: str) -> _Element:
        mark = etree.Element(f"{W}{name}")
        mark.set(f"{W}id", str(next(self._ids)))
        mark.set(f"{W}author", AUTHOR)
        mark.set(f"{W}date", self._at)
        return mark


def _differences(was: str, now: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of the second text that are new, with the words of the first in their place."""
    old, new = TOKEN.findall(was), TOKEN.findall(now)
    if len(old) * len(new) > LARGEST:
        yield 0, len(now), was
        return
    places = [0]
    for token in new:
        places.append(places[-1] + len(token))
    matcher = SequenceMatcher(None, [_key(one) for one in old], [_key(one) for one in new], False)
    for tag, lower, upper, left, right in matcher.get_opcodes():
        words, others = "".join(old[lower:upper]), "".join(new[left:right])
        # a page number stands for itself, whatever it is
        if tag != "equal" and same(words) != same(others) and same(words) != "#":
            yield places[left], places[right], words


def _key(token: str) -> str:
    return same(token) + (" " if token[-1].isspace() else "")


def _runs(paragraph: _Element) -> list[_Element]:
    """The runs of a paragraph before its tracked changes, those of boxes in it apart."""
    return [
        run
        for run in paragraph.iter(f"{W}r")
        if next(run.iterancestors(f"{W}p")) is paragraph
        and next(run.iterancestors(*INSERTED, FALLBACK), None) is None
    ]


def _single(runs: list[_Element]) -> list[_Element]:
    """The same runs with one thing in each."""
    found = []
    for run in runs:
        found.append(run)
        for child in [one for one in run if one.tag != f"{W}rPr"][1:]:
            more = _like(run)
            more.append(child)
            found[-1].addnext(more)
            found.append(more)
    return found


def _cut(runs: list[_Element], places: set[int]) -> list[_Element]:
    """The same runs, divided where a mark begins or ends."""
    found = []
    at = 0
    for run in runs:
        words = _words(run)
        inside = sorted(place - at for place in places if at < place < at + len(words))
        found.append(run)
        if inside:
            text = next(child for child in run if child.tag != f"{W}rPr")
            bounds = [0, *inside, len(words)]
            for start, end in pairwise(bounds[1:]):
                more = _like(run)
                _text(more, text.tag, words[start:end])
                found[-1].addnext(more)
                found.append(more)
            text.text = words[: inside[0]]
            text.set(KEEP, "preserve")
        at += len(words)
    return found


def _like(run: _Element) -> _Element:
    made = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def _words(run: _Element) -> str:
    """The words of a run with one thing in it."""
    for child in run:
        if child.tag in TEXTS:
            return child.text or ""
        if child.tag in SIGNS:
            return SIGNS[child.tag]
    return ""


def _outer(run: _Element) -> _Element:
    """The run, or the mark around it."""
    parent = run.getparent()
    return parent if parent.tag in (*INSERTED, *DELETED) else run


def _text(run: _Element, tag: str, words: str) -> None:
    text = etree.SubElement(run, tag)
    text.text = words
    text.set(KEEP, "preserve")
