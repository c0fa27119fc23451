"""A paragraph as it was before its tracked changes, and as it is with them.

Source: ECMA-376 part 1, 17.13.5 (revisions).
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml.etree import _Element

from rfp.compare.looks import UNSEEN, Look, look_of
from rfp.compare.package import R, W

INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
TEXT, DELETED_TEXT, CODE, DELETED_CODE = (
    *(f"{W}t", f"{W}delText"),
    *(f"{W}instrText", f"{W}delInstrText"),
)
SIGNS = {
    f"{W}tab": "\t",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "-",
    f"{W}sym": "\u25a1",
}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = f"{W}txbxContent"
#: Word and others write these for one another without being asked.
SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2011": "-", "\u00ad": None}
    | dict.fromkeys("\u200b\u200c\u200d\ufeff")
)
SPACE = re.compile(r"\s+")


def same(text: str) -> str:
    """The text without what programs change on their own: spaces, quotes, soft hyphens."""
    return SPACE.sub(" ", text.translate(SAME)).strip()


@dataclass
class Side:
    """One state of a paragraph: its words and how each stretch looks."""

    pieces: list[tuple[str, Look]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    exists: bool = True

    @cached_property
    def text(self) -> str:
        """All words; asked only once the paragraph is read."""
        return same("".join(words for words, _ in self.pieces))

    @property
    def looks(self) -> set[Look]:
        """Every look that some of it has."""
        return {look for _, look in self.pieces}

    def add(self, words: str, look: Look) -> None:
        self.pieces.append((words, look))


@dataclass
class Paragraph:
    """A paragraph with its two states, and what is tracked of it besides words."""

    before: Side = field(default_factory=Side)
    after: Side = field(default_factory=Side)
    #: Addresses that its links lead to.
    links: tuple[str, ...] = ()
    #: How it is numbered: the pattern of its list and the level in it.
    numbering: str = ""
    is_moved_away: bool = False
    is_moved_here: bool = False
    #: Whether a change of looks is tracked.
    tells_looks: bool = False


def read_paragraph(element: _Element, relations: dict[str, str], numbering: str = "") -> Paragraph:
    """Both states of a ``w:p``; text boxes in it are read apart."""
    paragraph = Paragraph(numbering=numbering)
    links: list[str] = []
    _walk(element, paragraph, relations, links, is_new=False, is_gone=False)
    paragraph.links = tuple(links)
    properties = element.find(f"{W}pPr")
    mark = properties.find(f"{W}rPr") if properties is not None else None
    if mark is not None:
        if any(mark.find(tag) is not None for tag in INSERTED):
            paragraph.before.exists = bool(paragraph.before.text)
        if any(mark.find(tag) is not None for tag in DELETED):
            paragraph.after.exists = bool(paragraph.after.text)
    row = next(element.iterancestors(f"{W}tr"), None)
    tracked = row.find(f"{W}trPr") if row is not None else None
    if tracked is not None:
        paragraph.before.exists &= tracked.find(f"{W}ins") is None
        paragraph.after.exists &= tracked.find(f"{W}del") is None
    return paragraph


def _walk(
    element: _Element,
    into: Paragraph,
    relations: dict[str, str],
    links: list[str],
    *,
    is_new: bool,
    is_gone: bool,
) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{W}r":
            _run(child, into, is_new=is_new, is_gone=is_gone)
        elif tag in (BOX, FALLBACK, f"{W}p"):
            continue
        elif tag == f"{W}pPr":
            into.tells_looks |= child.find(f"{W}pPrChange") is not None
        else:
            into.is_moved_here |= tag == f"{W}moveTo"
            into.is_moved_away |= tag == f"{W}moveFrom"
            if tag == f"{W}hyperlink" and child.get(f"{R}id"):
                links.append(relations.get(child.get(f"{R}id", ""), ""))
            if tag == f"{W}fldSimple":
                for side in (into.before, into.after):
                    side.codes.append(same(child.get(f"{W}instr", "")))
            _walk(
                child,
                into,
                relations,
                links,
                is_new=is_new or tag in INSERTED,
                is_gone=is_gone or tag in DELETED,
            )


def _run(run: _Element, into: Paragraph, *, is_new: bool, is_gone: bool) -> None:
    properties = run.find(f"{W}rPr")
    after = look_of(properties)
    before = after
    change = properties.find(f"{W}rPrChange") if properties is not None else None
    if change is not None:
        into.tells_looks = True
        before = look_of(change.find(f"{W}rPr"))
    for child in run:
        tag = child.tag
        if tag in (TEXT, DELETED_TEXT):
            words = child.text or ""
        elif tag in SIGNS:
            words = SIGNS[tag]
        elif tag in (CODE, DELETED_CODE):
            code = same(child.text or "")
            if code:
                if not is_new:
                    into.before.codes.append(code)
                if not is_gone:
                    into.after.codes.append(code)
            continue
        else:
            continue
        if not is_new:
            into.before.add(words, before)
        if not is_gone:
            into.after.add(words, after)


def letters(side: Side) -> list[tuple[str, Look]]:
    """Each letter with its look, spaces left out: what two states are compared by."""
    return [
        (letter, look)
        for words, look in side.pieces
        for letter in words.translate(SAME)
        if not letter.isspace()
    ]


def unseen(side: Side) -> str:
    """The words that a reader does not see: hidden, white or tiny."""
    return same("".join(words for words, look in side.pieces if look & UNSEEN))
