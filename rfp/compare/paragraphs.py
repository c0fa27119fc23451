"""A paragraph as it was before its tracked changes, and as it is with them.

Source: ECMA-376 part 1, 17.13.5 (revisions).
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from lxml.etree import _Element

from rfp.compare.fields import Field, form_value, is_written_anew, link_of, plain
from rfp.compare.lists import NO_NUMBER, Lists, Number
from rfp.compare.looks import EXACT_LINE, NO_LOOK, OFF, UNSEEN, Look, Styles, value_of
from rfp.compare.objects import ALTERNATIVES, BOX, CHOICE, FALLBACK, names_of
from rfp.compare.package import Package, R, Relation, W

INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
TEXTS = (f"{W}t", f"{W}delText")
CODES = (f"{W}instrText", f"{W}delInstrText")
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
SIGNS = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
#: Word and others write these for one another without being asked.
SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2011": "-",
        "\u00ad": None,
    }
    | dict.fromkeys("\u200b\u200c\u200d\ufeff\u2060")
)


def same(text: str) -> str:
    """The text without what programs change on their own: spaces, quotes, soft hyphens."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(SAME))
    return " ".join(text.split())


@dataclass
class Side:
    """One state of a paragraph: its words and how each stretch looks."""

    pieces: list[tuple[str, Look]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    #: Addresses that its links lead to.
    links: list[str] = field(default_factory=list)
    number: Number = NO_NUMBER

    @cached_property
    def text(self) -> str:
        """All words; asked only once the paragraph is read."""
        return same("".join(words for words, _ in self.pieces))

    @property
    def looks(self) -> set[Look]:
        """Every look that some of it has."""
        return {look for words, look in self.pieces if not words.isspace()}


def joined(sides: list[Side]) -> Side:
    """One paragraph of several whose marks are not there; the last one's number stays."""
    if len(sides) == 1:
        return sides[0]
    whole = Side(number=sides[-1].number)
    for side in sides:
        whole.pieces += side.pieces
        whole.codes += side.codes
        whole.links += side.links
    return whole


@dataclass
class Paragraph:
    """A ``w:p`` with its two states, and whether its end is tracked."""

    element: _Element
    before: Side
    after: Side
    mark_is_new: bool
    mark_is_gone: bool


@dataclass
class Surroundings:
    """What a paragraph needs of its document to be read."""

    package: Package
    styles: Styles
    lists: Lists
    relations: dict[str, Relation]


def read_paragraph(
    element: _Element, around: Surroundings, *, is_new: bool, is_gone: bool, row: Look = NO_LOOK
) -> Paragraph:
    """Both states of a ``w:p``; text boxes in it are read apart."""
    properties = element.find(f"{W}pPr")
    reader = _Reader(around, properties, row)
    reader.walk(element, is_new=is_new, is_gone=is_gone)
    reader.end_fields()
    change = properties.find(f"{W}pPrChange/{W}pPr") if properties is not None else None
    if reader.before.text:
        earlier = properties if change is None else change
        reader.before.number = around.lists.of(earlier, "before")
    if reader.after.text:
        reader.after.number = around.lists.of(properties, "after")
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return Paragraph(
        element,
        reader.before,
        reader.after,
        is_new or (mark is not None and any(mark.find(tag) is not None for tag in INSERTED)),
        is_gone or (mark is not None and any(mark.find(tag) is not None for tag in DELETED)),
    )


class _Reader:
    """Walks one paragraph and fills its two sides."""

    def __init__(self, around: Surroundings, properties: _Element | None, row: Look) -> None:
        self.before, self.after = Side(), Side()
        self._around = around
        self._style = "" if properties is None else value_of(properties, "pStyle")
        self._always = row | _flattened(properties)
        self._fields: list[Field] = []

    def walk(self, element: _Element, *, is_new: bool, is_gone: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, is_new=is_new, is_gone=is_gone)
            elif tag in (BOX, FALLBACK, f"{W}p", f"{W}pPr", f"{W}sdtPr"):
                continue
            elif tag == MATHS:
                self._add(child.text or "", NO_LOOK, NO_LOOK, is_new=is_new, is_gone=is_gone)
            else:
                inner = {
                    "is_new": is_new or tag in INSERTED,
                    "is_gone": is_gone or tag in DELETED,
                }
                if tag == f"{W}hyperlink":
                    self._link(child, **inner)
                elif tag == f"{W}fldSimple":
                    self._simple(child, **inner)
                else:
                    self.walk(child, **inner)

    def _link(self, link: _Element, *, is_new: bool, is_gone: bool) -> None:
        starts = len(self.before.pieces), len(self.after.pieces)
        self.walk(link, is_new=is_new, is_gone=is_gone)
        relation = self._around.relations.get(link.get(f"{R}id", ""))
        anchor = link.get(f"{W}anchor", "")
        address = (relation.target if relation else "") + (f"#{anchor}" if anchor else "")
        if anchor.startswith("_") and not relation:
            return  # Word names these places itself, and anew
        for side, start in zip((self.before, self.after), starts, strict=True):
            if address and len(side.pieces) > start:
                side.links.append(address)

    def _simple(self, element: _Element, *, is_new: bool, is_gone: bool) -> None:
        code = element.get(f"{W}instr", "")
        locked = element.get(f"{W}fldLock", "0") not in OFF
        self._begin(Field("" if is_new else code, "" if is_gone else code, locked))
        self._separate()
        self.walk(element, is_new=is_new, is_gone=is_gone)
        self._end()

    def _begin(self, one: Field) -> None:
        self._fields.append(one)

    def _separate(self) -> None:
        if self._fields:
            self._fields[-1].has_result = True
            self._fields[-1].starts = len(self.before.pieces), len(self.after.pieces)

    def _end(self, *, is_whole: bool = True) -> None:
        if not self._fields:
            return
        one = self._fields.pop()
        starts = one.starts if one.has_result else (len(self.before.pieces), len(self.after.pieces))
        for side, written, start in zip(
            (self.before, self.after), (one.before, one.after), starts, strict=True
        ):
            code = plain(written)
            link = link_of(code)
            if link is not None:
                side.links.append(link)
            elif code:
                side.codes.append(code)
            result = same("".join(words for words, _ in side.pieces[start:]))
            if is_whole and code and not one.is_locked and is_written_anew(code, result):
                side.pieces[start:] = [("#", NO_LOOK)]

    def end_fields(self) -> None:
        """Fields that go on in the next paragraph, such as a table of contents."""
        while self._fields:
            self._end(is_whole=False)

    def _run(self, run: _Element, *, is_new: bool, is_gone: bool) -> None:
        properties = run.find(f"{W}rPr")
        after = self._around.styles.look(properties, self._style) | self._always
        before = after
        change = properties.find(f"{W}rPrChange") if properties is not None else None
        if change is not None:
            before = self._around.styles.look(change.find(f"{W}rPr"), self._style) | self._always
        for child in _children(run):
            tag = child.tag
            if tag in CODES or tag == f"{W}fldChar":
                self._of_field(child, is_new=is_new, is_gone=is_gone)
            else:
                words = self._words(child)
                self._add(words, before, after, is_new=is_new, is_gone=is_gone)

    def _words(self, child: _Element) -> str:
        tag = child.tag
        if tag in TEXTS:
            return child.text or ""
        if tag == f"{W}sym":
            return f"[sign {child.get(f'{W}char', '')} of {child.get(f'{W}font', '')}]"
        if tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            return names_of(child, self._around.package, self._around.relations)
        if tag == f"{W}ruby":
            return "".join(text.text or "" for text in child.iter(*TEXTS))
        return SIGNS.get(tag, "")

    def _of_field(self, child: _Element, *, is_new: bool, is_gone: bool) -> None:
        if child.tag in CODES:
            if self._fields:
                one = self._fields[-1]
                one.before += "" if is_new else child.text or ""
                one.after += "" if is_gone else child.text or ""
            return
        kind = child.get(f"{W}fldCharType")
        if kind == "begin":
            self._begin(Field(is_locked=child.get(f"{W}fldLock", "0") not in OFF))
            form = form_value(child)
            self._add(form, NO_LOOK, NO_LOOK, is_new=is_new, is_gone=is_gone)
        elif kind == "separate":
            self._separate()
        elif kind == "end":
            self._end()

    def _add(self, words: str, before: Look, after: Look, *, is_new: bool, is_gone: bool) -> None:
        if words and not is_new:
            self.before.pieces.append((words, before))
        if words and not is_gone:
            self.after.pieces.append((words, after))


def _children(run: _Element) -> Iterable[_Element]:
    """What a run holds; of alternatives the first, which programs of today show."""
    for child in run:
        if child.tag == f"{ALTERNATIVES}AlternateContent":
            choice = child.find(CHOICE)
            yield from choice if choice is not None else ()
        else:
            yield child


def _flattened(properties: _Element | None) -> Look:
    """Lines so low that their letters cannot be seen."""
    spacing = properties.find(f"{W}spacing") if properties is not None else None
    if spacing is None or spacing.get(f"{W}lineRule") != "exact":
        return NO_LOOK
    height = spacing.get(f"{W}line", "")
    return frozenset({"tiny"}) if height.isdigit() and int(height) <= EXACT_LINE else NO_LOOK


def letters(side: Side) -> list[tuple[str, Look, bool]]:
    """Each letter with its look and whether a space stands before it."""
    found = []
    is_apart = False
    for words, look in side.pieces:
        for letter in words.translate(SAME):
            if letter.isspace():
                is_apart = True
            else:
                found.append((letter, look, is_apart))
                is_apart = False
    return found


def unseen(side: Side) -> str:
    """The words that a reader does not see: hidden, white or tiny."""
    return same("".join(words for words, look in side.pieces if look & UNSEEN))
