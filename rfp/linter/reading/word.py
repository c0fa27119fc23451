"""A DOCX file as a document; a place is the number of a paragraph, empty ones counted.

Footnotes, endnotes, headers and footers are counted on behind the last paragraph of the body.

Text is read from the XML itself: what a tracked change inserted counts, what it deleted does not,
which python-docx's own ``paragraph.text`` gets wrong.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import BadZipFile

from docx import Document as open_docx
from docx.document import Document as Docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError, _Element

from retainer.lib.refusal import Refused
from rfp.linter.document import Block, Document, Kind, Place
from rfp.linter.reading.labels import labelled
from rfp.linter.reading.numbering import Numbering

UNREADABLE = (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError)
#: Parts beside the body in which a reader reads, by the end of their relation's name.
BESIDE = {"footnotes": "footnote", "endnotes": "endnote", "header": "header", "footer": "footer"}
HEADING = ("heading", "title", "überschrift")


class NotReadable(Refused):
    """The file is no DOCX that can be opened."""


def read(file: Path | IO[bytes]) -> Document:
    """The document a DOCX is; refuses what is none."""
    try:
        docx = open_docx(file if not isinstance(file, Path) else str(file))
        return Document((*_blocks(docx), *_beside(docx)))
    except UNREADABLE as problem:
        raise NotReadable(
            "This is no Word document that can be opened. Save it as DOCX and try again."
        ) from problem


def _blocks(docx: Docx) -> Iterator[Block]:
    numbering = Numbering(docx)
    outlines = _Outlines(docx)
    rows: dict[_Element, int] = {}
    for number, paragraph in enumerate(docx.element.body.iter(qn("w:p")), start=1):
        label = numbering.label(paragraph)
        text = _text(paragraph)
        if not text.strip():
            continue
        row = next(paragraph.iterancestors(qn("w:tr")), None)
        level = outlines.level(paragraph)
        block = Block(
            kind=_kind(row, level, bool(label)),
            text=text,
            pieces=((0, Place(number, 1)),),
            level=level,
            label=label,
            row=None if row is None else rows.setdefault(row, len(rows) + 1),
        )
        yield block if label else labelled(block)


def _beside(docx: Docx) -> Iterator[Block]:
    """Notes, which are sentences, and the lines above and below pages, each said once."""
    number = sum(1 for _ in docx.element.body.iter(qn("w:p")))
    said: set[tuple[str, str]] = set()
    parts = [
        (at, relation.target_part)
        for at, (end, _) in enumerate(BESIDE.items())
        for relation in docx.part.rels.values()
        if not relation.is_external and relation.reltype.endswith(f"/{end}")
    ]
    for at, part in sorted(parts, key=lambda each: (each[0], str(each[1].partname))):
        source = list(BESIDE.values())[at]
        for paragraph in parse_xml(part.blob).iter(qn("w:p")):
            number += 1
            text = _text(paragraph)
            if not text.strip() or (source, text) in said:
                continue
            said.add((source, text))
            yield Block(
                kind=Kind.PARAGRAPH if source.endswith("note") else Kind.LABEL,
                text=text,
                pieces=((0, Place(number, 1)),),
                source=f"the {source}s",
            )


def _kind(row: _Element | None, level: int, is_numbered: bool) -> Kind:
    if row is not None:
        table = row.getparent()
        is_head = table is not None and table.find(qn("w:tr")) is row
        return Kind.LABEL if is_head else Kind.CELL
    if level:
        return Kind.HEADING
    return Kind.ITEM if is_numbered else Kind.PARAGRAPH


def _text(paragraph: _Element) -> str:
    """What a reader sees of a paragraph when every tracked change is taken as made."""
    parts = []
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        if next(element.iterancestors(qn("w:del"), qn("w:moveFrom")), None) is not None:
            continue
        if next(element.iterancestors(qn("w:p"))) is not paragraph:  # a text box inside
            continue
        if element.tag == qn("w:t"):
            parts.append(element.text or "")
        elif element.getparent().tag == qn("w:r"):
            parts.append("-" if element.tag == qn("w:noBreakHyphen") else " ")
    return "".join(parts)


class _Outlines:
    """At which level of the outline each style stands, its parents' said when it says nothing."""

    def __init__(self, docx: Docx) -> None:
        self._styles = {style.style_id: style for style in docx.styles}

    def level(self, paragraph: _Element) -> int:
        """1 to 9 for a heading, 0 for text."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return 0
        own = properties.find(qn("w:outlineLvl"))
        if own is not None:
            return _outline(own)
        named = properties.find(qn("w:pStyle"))
        style = self._styles.get(named.get(qn("w:val"))) if named is not None else None
        while style is not None:
            name = style.name.lower()
            if name.startswith(HEADING):
                digits = "".join(letter for letter in name if letter.isdigit())
                return int(digits or 1)
            outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                return _outline(outline)
            style = getattr(style, "base_style", None)
        return 0


def _outline(element: _Element) -> int:
    level = int(element.get(qn("w:val"), "9"))
    return level + 1 if level < 9 else 0
