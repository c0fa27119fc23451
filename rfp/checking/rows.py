"""Remarks as a page shows them: by chapter, each with its words among their neighbours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rfp.checking.engine import Noted
from rfp.checking.texts import PieceText, RequestText

AROUND = 60  # characters shown before and after the words


@dataclass(frozen=True)
class Row:
    """A remark with the words before and after it; offsets count as a browser counts."""

    note: Noted
    title: str
    before: str
    words: str
    after: str
    start: int
    end: int
    #: Where in an editor the words are selected.
    query: str

    @property
    def has_text(self) -> bool:
        """Whether it stands in a text that is edited, not in a title or a list."""
        return self.note.field == "text" and self.note.code[0] in "CR"


@dataclass(frozen=True)
class Group:
    """The remarks of a chapter, or of the lists behind them."""

    code: str
    title: str
    rows: tuple[Row, ...]


def groups(request: RequestText, notes: Iterable[Noted]) -> list[Group]:
    """Chapters that have remarks, in their order; the schedule, sites and prices last."""
    by_code: dict[str, list[Noted]] = {}
    for note in notes:
        by_code.setdefault(note.code, []).append(note)
    found = []
    for at, chapter in enumerate(request.chapters, start=1):
        own = PieceText(chapter.code, chapter.title)
        rows = tuple(_rows((own, *chapter.pieces), by_code))
        found.append(Group(chapter.code, f"{at} {chapter.title}", rows))
    found.append(Group("", "Schedule, sites and prices", tuple(_rows(request.lines, by_code))))
    return [group for group in found if group.rows]


def _rows(pieces: Iterable[PieceText], by_code: dict[str, list[Noted]]) -> Iterator[Row]:
    for piece in pieces:
        for note in by_code.get(piece.code, ()):
            yield row_of(note, piece)


def row_of(note: Noted, piece: PieceText) -> Row:
    """A remark among the words of its piece."""
    text: str = getattr(piece, note.field)
    start, end = _counted(text, note.start), _counted(text, note.end)
    return Row(
        note,
        piece.title,
        _begin(text[max(0, note.start - AROUND) : note.start], cut=note.start > AROUND),
        text[note.start : note.end],
        _end(text[note.end : note.end + AROUND], cut=len(text) > note.end + AROUND),
        start,
        end,
        f"section={note.code}&words={note.field}-{start}-{end}#{note.code}",
    )


def _counted(text: str, offset: int) -> int:
    """The offset in the units a browser counts in, of which some signs take two."""
    return len(text[:offset].encode("utf-16-le")) // 2


def _begin(words: str, *, cut: bool) -> str:
    return f"… {words.partition(' ')[2]}" if cut else words


def _end(words: str, *, cut: bool) -> str:
    return f"{words.rpartition(' ')[0]} …" if cut else words
