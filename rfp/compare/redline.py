"""The returned document with what was not tracked made tracked, for Word and its like.

Rejecting every change in it gives the issued words; what was tracked already stays as it was.
"""

from datetime import datetime

from lxml.etree import _Element

from rfp.compare.change import Change, Kind
from rfp.compare.changes import Comparison, cells
from rfp.compare.marking import Pen
from rfp.compare.package import W
from rfp.compare.story import Unit

#: What is told at the end, because tracked changes cannot show it.
BESIDE = (", field code", ", address of a link", "(not visible)")
HEADING = "Changes without tracking that cannot be shown in the text"


def redline(comparison: Comparison, at: datetime) -> bytes:
    """A DOCX of its own; the comparison is used up by it."""
    changes = comparison.changes()
    _Redline(comparison, Pen(at)).mark(changes)
    return comparison.returned.written()


class _Redline:
    """Goes through the counterparts and marks each difference."""

    def __init__(self, comparison: Comparison, pen: Pen) -> None:
        self._comparison = comparison
        self._pen = pen
        self._anchors = _anchors(comparison)
        self._tails: dict[_Element, _Element] = {}

    def mark(self, changes: list[Change]) -> None:
        for pair in self._comparison.pairs:
            issued, returned = pair.issued, pair.returned
            if issued is None or returned is None or (pair.is_moved and _same(issued, returned)):
                if returned is not None:
                    self._new(returned)
                if issued is not None:
                    self._put_back(issued)
            elif not _same(issued, returned):
                self._changed(issued, returned)
        self._tell([change for change in changes if not change.is_disclosed])

    def _new(self, unit: Unit) -> None:
        if unit.row is not None:
            self._pen.mark_row(unit.row)
        for line in unit.lines:
            for element in line.elements:
                self._pen.mark_words(element)
                if unit.row is None:
                    self._pen.mark_end(element)

    def _changed(self, issued: Unit, returned: Unit) -> None:
        for old, new in cells(issued.lines, returned.lines):
            if old is not None and new is not None:
                if old.side.text != new.side.text:
                    self._pen.rewrite(old.side, new.elements)
            elif new is not None:
                for element in new.elements:
                    self._pen.mark_words(element)
            elif old is not None:
                beside = [line for line in returned.lines if line.column <= old.column]
                element = (beside or returned.lines)[-1].elements[-1]
                self._after(element, self._pen.gone_paragraph(old.side.text))

    def _put_back(self, unit: Unit) -> None:
        """What was taken out, where it stood, as deleted."""
        anchor, is_before = self._anchors[id(unit)]
        if anchor is None:
            return  # its whole story is gone; the list at the end tells it
        if unit.row is not None and anchor.row is not None:
            place, made = anchor.row, self._pen.gone_row(unit)
        else:
            words = unit.text
            made = self._pen.gone_paragraph(words)
            place = anchor.lines[0].elements[0 if is_before else -1]
            if anchor.row is not None:
                place = next(anchor.row.iterancestors(f"{W}tbl"))
        if is_before:
            place.addprevious(made)
        else:
            self._after(place, made)

    def _after(self, place: _Element, made: _Element) -> None:
        self._tails.get(place, place).addnext(made)
        self._tails[place] = made

    def _tell(self, changes: list[Change]) -> None:
        """What a redline cannot show, as a list at the end of the body."""
        told = [change for change in changes if self._is_beside(change)]
        body = self._comparison.returned.tree(self._comparison.returned.main)
        if not told or body is None:
            return
        holder = body.find(f"{W}body")
        last = holder.find(f"{W}sectPr")
        for words in (HEADING, *(_sentence(change) for change in told)):
            made = self._pen.new_paragraph(words)
            if last is None:
                holder.append(made)
            else:
                last.addprevious(made)

    def _is_beside(self, change: Change) -> bool:
        is_beside = change.kind is Kind.FORMATTING or change.part in ("properties", "comment")
        is_file = change.where.startswith("embedded file")
        return is_beside or is_file or any(words in change.where for words in BESIDE)


def _anchors(comparison: Comparison) -> dict[int, tuple[Unit | None, bool]]:
    """For each unit issued, what it stood behind and is still there; else what to stand before."""
    stays = {
        id(pair.issued): pair.returned
        for pair in comparison.pairs
        if pair.issued and pair.returned and not pair.is_moved
    }
    first: dict[str, Unit] = {}
    for pair in comparison.pairs:
        if pair.returned is not None:
            first.setdefault(pair.returned.story, pair.returned)
    last: dict[str, Unit] = {}
    found: dict[int, tuple[Unit | None, bool]] = {}
    for unit in comparison.mine:
        anchor = last.get(unit.story)
        found[id(unit)] = (anchor or first.get(unit.story), anchor is None)
        returned = stays.get(id(unit))
        if returned is not None:
            last[unit.story] = returned
    return found


def _same(one: Unit, other: Unit) -> bool:
    return one.text == other.text


def _sentence(change: Change) -> str:
    place = f"{change.part}, {change.where}"
    return f"{place}: “{change.before or 'nothing'}” became “{change.after or 'nothing'}”"
