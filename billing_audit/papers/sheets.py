"""A page of a PDF bill as people see it: a picture, and where each word stands on it."""

from dataclasses import dataclass
from functools import lru_cache

from billing_audit.bills import papers
from billing_audit.bills.models import BillFile

#: Sharp enough for small print at twice the size it is first shown in.
PIXELS_ACROSS = 1400


@dataclass(frozen=True)
class Word:
    """A word and its box, in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)

    @property
    def height(self) -> float:
        return round(self.bottom - self.top, 1)


@dataclass(frozen=True)
class Sheet:
    """One page of a file."""

    bill_file: BillFile
    page: int
    pages: int
    width: int
    height: int
    words: tuple[Word, ...]

    @property
    def is_scan(self) -> bool:
        """Whether the page is a picture: there is nothing to read on it."""
        return not self.words

    @property
    def before(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None


# A file's bytes never change, so what a page shows is remembered by the process that was asked
# last; whoever asks has been found to be allowed to see the file.
@lru_cache(maxsize=64)
def sheet_of(bill_file: BillFile, page: int) -> Sheet:
    """The page with its words; ``Refused`` for what is no PDF that can be opened."""
    said = papers.words_on(bill_file, page)
    words = tuple(Word(**word) for word in said.pop("words"))
    return Sheet(bill_file=bill_file, words=words, **said)


@lru_cache(maxsize=16)
def picture_of(bill_file: BillFile, page: int) -> bytes:
    """The page as a PNG."""
    return papers.page_image(bill_file, page, PIXELS_ACROSS)
