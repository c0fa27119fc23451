"""Where something stands on paper.

Lengths are points, 72 to the inch, whole ones: finer than anybody draws.  They count from the
upper left corner of the page, to the right and down, as on screens.
"""

import re
from dataclasses import dataclass
from typing import Literal

#: Every page but the first is ``rest``; ``any`` is the first page on which there is something.
PAGES = re.compile(r"first|last|rest|any|[1-9][0-9]{0,3}")


def check_pages(pages: str) -> None:
    if not PAGES.fullmatch(pages):
        raise ValueError("Pages are first, rest, last, any, or the number of one page.")


@dataclass(frozen=True)
class Box:
    """A rectangle on a page."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if self.left >= self.right or self.top >= self.bottom:
            raise ValueError("A box must be drawn from its upper left to its lower right corner.")

    def moved(self, right: float, down: float) -> tuple[float, float, float, float]:
        """The box as it lies when its origin is somewhere else."""
        return self.left + right, self.top + down, self.right + right, self.bottom + down


@dataclass(frozen=True)
class Region:
    """The text in a box."""

    box: Box
    page: str = "first"
    #: The box is drawn from the upper left corner of these words, so that it moves with them.
    anchor: str = ""

    def __post_init__(self) -> None:
        check_pages(self.page)


@dataclass(frozen=True)
class Label:
    """The text beside some words: right of them on their line, or on the next line below."""

    words: str
    side: Literal["right", "below"] = "right"
    page: str = "first"

    def __post_init__(self) -> None:
        check_pages(self.page)
        if not self.words.strip():
            raise ValueError("A label needs the words it is known by.")


Place = Region | Label


@dataclass(frozen=True)
class Mark:
    """Words that the first page of such a bill has, in a box or anywhere."""

    words: str
    box: Box | None = None

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ValueError("A mark needs words.")
