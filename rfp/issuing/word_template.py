"""The firm's Word template: where the request goes in it, and what is replaced."""

import re
from collections.abc import Callable

from docx.document import Document as Paper
from docx.oxml.ns import qn
from lxml.etree import _Element

from retainer.lib import format as written
from rfp.issuing.shape import IssuedRequest

#: What a template may name in braces, and what stands there then.
BLANKS = {
    "title": "the request's title",
    "client": "the client's name",
    "reference": "the request's reference",
    "version": "the number of the version",
    "issued": "the day of issue",
    "due": "the day and hour proposals are due",
    "contact": "the address bidders write to",
    "consultant": "the practice's name",
    "contents": "alone in its paragraph: the table of contents",
    "request": "alone in its paragraph: the text of the request",
}
PLACES = ("contents", "request")
BLANK = re.compile(r"\{\{\s*([A-Za-z_ ]+?)\s*\}\}")


def values(request: IssuedRequest) -> dict[str, str]:
    """What stands for each blank but the places."""
    due = request.step("due")
    return {
        "title": request.title,
        "client": request.client,
        "reference": request.reference,
        "version": str(request.version),
        "issued": written.day(request.issued_on),
        "due": f"{written.moment(due.at)} ({request.time_zone})" if due else "",
        "contact": request.contact,
        "consultant": request.consultant,
    }


class Filling:
    """A template being filled: blanks replaced, its cover kept if it says where the text goes."""

    def __init__(self, paper: Paper, request: IssuedRequest) -> None:
        self._body = paper.element.body
        told = values(request)
        for paragraph in paragraphs(paper):
            replace(paragraph, told)
        self.has_cover = self._find("request") is not None
        if not self.has_cover:
            self._empty()
        self.has_contents = self._find("contents") is not None

    def put(self, name: str, draw: Callable[[], None]) -> None:
        """Have something drawn, and move it from the end to where the template wants it."""
        place = self._find(name)
        before = list(self._body)
        draw()
        if place is None:
            return
        for element in [each for each in self._body if each not in before]:
            place.addprevious(element)
        self._body.remove(place)

    def _find(self, name: str) -> _Element | None:
        for element in self._body.iterchildren(qn("w:p")):
            found = BLANK.fullmatch(text_of(element).strip())
            if found and found[1] == name:
                return element
        return None

    def _empty(self) -> None:
        """Take out a template's own text; the last section's settings stay."""
        for element in list(self._body):
            if element.tag != qn("w:sectPr"):
                self._body.remove(element)


def paragraphs(paper: Paper) -> list[_Element]:
    """Every paragraph of text, heads and feet, those in tables and boxes among them."""
    roots = [paper.element.body]
    for section in paper.sections:
        for part in (
            *(section.header, section.footer, section.first_page_header),
            *(section.first_page_footer, section.even_page_header, section.even_page_footer),
        ):
            if not part.is_linked_to_previous:
                roots.append(part._element)
    return [paragraph for root in roots for paragraph in root.iter(qn("w:p"))]


def text_of(paragraph: _Element) -> str:
    return "".join(text.text or "" for text in texts_of(paragraph))


def texts_of(paragraph: _Element) -> list[_Element]:
    """Its pieces of text in order, without those of a text box that stands in it."""
    return [
        text
        for text in paragraph.iter(qn("w:t"))
        if next(text.iterancestors(qn("w:p"))) is paragraph
    ]


def replace(paragraph: _Element, told: dict[str, str]) -> None:
    """Replace each known blank; Word may have cut one into several pieces, whose first gets it."""
    pieces = texts_of(paragraph)
    whole = "".join(piece.text or "" for piece in pieces)
    for found in reversed(list(BLANK.finditer(whole))):
        if found[1] not in told:
            continue
        at = 0
        put = told[found[1]]
        for piece in pieces:
            words = piece.text or ""
            first, last = max(found.start() - at, 0), min(found.end() - at, len(words))
            at += len(words)
            if first < last:
                piece.text = words[:first] + put + words[last:]
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                put = ""
