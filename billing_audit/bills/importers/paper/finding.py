"""Where a template says something stands, and what stands there."""

from collections.abc import Iterable

from billing_audit.bills.importers.paper.lines import (
    TextLine,
    below,
    joined,
    lines_of,
    phrase_of,
    right_of,
)
from billing_audit.bills.importers.paper.pages import Page, Paper, Word
from billing_audit.bills.importers.paper.places import Box, Label, Mark, Place, Region
from billing_audit.bills.importers.paper.template import Template


def is_on(pages: str, number: int, page_count: int) -> bool:
    """Whether a page is one of those that a template means."""
    match pages:
        case "any":
            return True
        case "first":
            return number == 1
        case "rest":
            return number > 1
        case "last":
            return number == page_count
        case _:
            return number == int(pages)


def fits(template: Template, first: Page, paper: Paper) -> bool:
    """Whether the bill is one of those the template was drawn for."""
    lines = lines_of(first.words)
    return template.producer.casefold() in paper.producer.casefold() and all(
        has_mark(first, lines, mark) for mark in template.marks
    )


def has_mark(page: Page, lines: list[TextLine], mark: Mark) -> bool:
    if mark.box:
        lines = lines_of(_inside(page.words, mark.box))
    return has_words(lines, mark.words)


def has_words(lines: Iterable[TextLine], words: str) -> bool:
    phrase = phrase_of(words)
    return any(line.find(phrase) for line in lines)


def text_at(place: Place, page: Page, lines: list[TextLine]) -> str:
    """What stands at the place on this page; empty when nothing does."""
    match place:
        case Region(box, _, ""):
            return _text(_inside(page.words, box))
        case Region(box, _, anchor):
            phrase = phrase_of(anchor)
            for line in lines:
                if found := line.find(phrase):
                    corner = line.words[found.start]
                    return _text(_inside(page.words, box, corner.left, corner.top))
            return ""
        case Label(words, side, _):
            return _beside(phrase_of(words), side, lines)


def _beside(phrase: tuple[str, ...], side: str, lines: list[TextLine]) -> str:
    """The words may stand in a heading, too, with nothing beside them: the first that has."""
    for at, line in enumerate(lines):
        if found := line.find(phrase):
            text = right_of(line, found) if side == "right" else below(lines, at, found)
            if text:
                return text
    return ""


def _inside(words: Iterable[Word], box: Box, right: float = 0, down: float = 0) -> tuple[Word, ...]:
    left, top, far, low = box.moved(right, down)
    return tuple(
        word
        for word in words
        if left <= word.middle <= far and top <= (word.top + word.bottom) / 2 <= low
    )


def _text(words: Iterable[Word]) -> str:
    return " ".join(joined(line.words) for line in lines_of(words))
