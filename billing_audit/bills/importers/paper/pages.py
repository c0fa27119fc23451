"""The pages of a PDF as words with their boxes.  Runs in a child only: a PDF is a program."""

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page as Drawn
from pdfplumber.utils import extract_words
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from billing_audit.bills.caps import cap
from billing_audit.bills.importers.paper.draft import NO_TEXT
from billing_audit.bills.importers.paper.glyphs import printed_once
from billing_audit.bills.importers.paper.refusals import Damaged, Locked
from retainer.lib.refusal import Refused

#: More than any bill that somebody is to confirm line by line.
MOST_PAGES = cap("BILL_MAX_PAGES")
#: A page of the smallest print has 12,000.
MOST_CHARACTERS = 40_000
#: Gap between two letters, as a part of their size, beyond which a new word begins.
GAP = 0.2

#: What the libraries let through when a file is damaged in a way they do not expect.
DAMAGE = (
    PdfminerException, MalformedPDFException, PSException, pypdfium2.PdfiumError, ArithmeticError,
    AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError, RecursionError,
    struct.error, zlib.error,
)  # fmt: skip


class Word(NamedTuple):
    """One word and the box around it, in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """One page, counted from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Paper:
    """An open PDF."""

    source: pdfplumber.PDF
    page_count: int

    @property
    def producer(self) -> str:
        """What the file says made it."""
        said = (self.source.metadata.get(name) for name in ("Creator", "Producer"))
        return " ".join(text for text in said if isinstance(text, str))

    def pages(self) -> Iterator[Page]:
        """One page after the other, each forgotten when the next is asked for."""
        return (self.page(number) for number in range(1, self.page_count + 1))

    def page(self, number: int) -> Page:
        try:
            drawn = self.source.pages[number - 1]
            page = _read(drawn, number)
            drawn.close()
        except DAMAGE as error:
            raise _meant_by(error) from error
        return page


@contextmanager
def opened(path: str | Path) -> Iterator[Paper]:
    """The PDF, if it can be opened and is not too long."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells of every odd font
    pages = count_pages(path)
    if pages > MOST_PAGES:
        raise Refused(
            f"This PDF has {pages:,} pages, and we read PDF bills of at most {MOST_PAGES}. Ask "
            "the carrier for the bill as a CSV or e-invoice, or enter its totals.",
            reason="too_many_pages",
        )
    with Path(path).open("rb") as file:
        try:
            source = pdfplumber.open(file)
        except DAMAGE as error:
            raise _meant_by(error) from error
        yield Paper(source, pages)  # not closed by itself: for that it would read all pages


def count_pages(path: str | Path) -> int:
    """Asked of PDFium, which does not read the pages for it."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Locked from error
        raise Damaged from error


def _meant_by(error: Exception) -> Exception:
    """What a library's error is about; pdfplumber wraps whatever it meets in one of its own."""
    met = error.args if isinstance(error, PdfminerException) else ()
    if any(isinstance(each, MemoryError) for each in met):
        return MemoryError()  # the sandbox has words for it
    return Locked() if any(isinstance(each, PDFPasswordIncorrect) for each in met) else Damaged()


def _read(drawn: Drawn, number: int) -> Page:
    characters = drawn.chars
    if len(characters) > MOST_CHARACTERS:
        raise Refused(
            f"Page {number} of this PDF has {len(characters):,} characters, more than fit on "
            "paper, so we stopped.",
            reason="too_many_characters",
        )
    left, top, right, bottom = drawn.cropbox
    upright = [each for each in characters if each["upright"]]
    found = extract_words(printed_once(upright), x_tolerance_ratio=GAP)
    words = tuple(
        Word(
            NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", word["text"]).replace("\xa0", " ").strip(),
            *(word["x0"] - left, word["top"] - top, word["x1"] - left, word["bottom"] - top),
        )
        for word in found
    )
    return Page(number, right - left, bottom - top, words)
