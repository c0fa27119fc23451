"""Lines of text on a page, words found in them, and what stands beside those."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from billing_audit.bills.importers.paper.pages import Word

#: A gap of so many heights ends what belongs together on a line; so many lines may lie between a
#: label and what stands below it.
WIDE, FAR = 1.0, 3.0


@dataclass(frozen=True)
class TextLine:
    """Words that stand on one line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return joined(self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def box(self) -> str:
        """Left, top, right and bottom edge in whole points, to point at the line."""
        edges = (self.words[0].left, self.top, self.words[-1].right, self.bottom)
        return " ".join(str(round(edge)) for edge in edges)

    def find(self, phrase: Sequence[str]) -> slice | None:
        """Where the words of a phrase follow each other, if they do."""
        said = [folded(word.text) for word in self.words]
        size = len(phrase)
        places = (at for at in range(len(said) - size + 1) if said[at : at + size] == [*phrase])
        at = next(places, None)
        return None if at is None else slice(at, at + size)

    def begins_with(self, phrase: Sequence[str]) -> bool:
        found = self.find(phrase)
        return found is not None and found.start == 0


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """The words line by line, from top to bottom; letters of several sizes may share a line."""
    found: list[list[Word]] = []
    for word in sorted(words, key=_height_on_page):
        if found and _on_one_line(found[-1][-1], word):
            found[-1].append(word)
        else:
            found.append([word])
    return [TextLine(tuple(sorted(line, key=lambda word: word.left))) for line in found]


def phrase_of(text: str) -> tuple[str, ...]:
    """The words to look for."""
    return tuple(folded(word) for word in text.split())


def folded(word: str) -> str:
    """A word as it is compared: capitals and a colon behind it do not matter."""
    return word.casefold().rstrip(":") or word


def joined(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def right_of(line: TextLine, found: slice) -> str:
    """What stands right of the words, up to the next wide gap."""
    rest = list(line.words[found.stop :])
    while rest and rest[0].text in (":", "-", "–"):
        rest.pop(0)
    return joined(_together(rest))


def below(lines: Sequence[TextLine], at: int, found: slice) -> str:
    """What stands under the words, on the nearest line that has something there."""
    label = lines[at].words[found]
    left, right, height = label[0].left, label[-1].right, lines[at].bottom - lines[at].top
    for line in lines[at + 1 :]:
        if line.top > lines[at].bottom + FAR * height:
            break
        for group in _groups(line.words):
            if group[0].left < right and group[-1].right > left:
                return joined(group)
    return ""


def _together(words: Sequence[Word]) -> Sequence[Word]:
    return next(_groups(words), ())


def _groups(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The words cut at wide gaps."""
    start = 0
    for at, (one, other) in enumerate(pairwise(words), start=1):
        if other.left - one.right > WIDE * max(one.height, other.height):
            yield words[start:at]
            start = at
    if words:
        yield words[start:]


def _height_on_page(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _on_one_line(one: Word, other: Word) -> bool:
    apart = abs(_height_on_page(one) - _height_on_page(other))
    return apart < min(one.height, other.height) / 2
