"""The rows of a table on paper, gathered page by page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from billing_audit.bills.importers.paper import values
from billing_audit.bills.importers.paper.draft import LINE, Doubt, Texts
from billing_audit.bills.importers.paper.finding import is_on
from billing_audit.bills.importers.paper.lines import (
    TextLine,
    joined,
    lines_of,
    phrase_of,
    right_of,
)
from billing_audit.bills.importers.paper.pages import Page
from billing_audit.bills.importers.paper.row import Row
from billing_audit.bills.importers.paper.tables import Section, Table
from billing_audit.bills.importers.paper.template import Conventions
from billing_audit.bills.importers.standard_csv.cells import Unreadable


@dataclass
class Rows:
    """One table while its pages go by."""

    table: Table
    conventions: Conventions
    lines: list[Texts] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    #: What the headings above say.
    said: Texts = field(default_factory=dict)
    _inside: bool = False
    #: Words that begin the description of the next row.
    _waiting: list[str] = field(default_factory=list)

    #: The line that came last, and its tax: what is wrapped belongs to both.
    _last: list[Texts] = field(default_factory=list)

    def take(self, page: Page, page_count: int, numbers: Iterator[int]) -> None:
        """The rows that this page has, if it has any, numbered from those given."""
        table = self.table
        if not is_on(table.pages, page.number, page_count):
            return
        low = page.height if table.bottom is None else table.bottom
        words = [w for w in page.words if table.top <= (w.top + w.bottom) / 2 <= low]
        self._inside = not table.after or (self._inside and not table.header_repeats)
        for line in lines_of(words):
            if self._belongs(line):
                self._take_line(line, page.number, numbers)

    def _belongs(self, line: TextLine) -> bool:
        """Whether the line is between where the table begins and where it ends."""
        table = self.table
        if table.before and line.begins_with(phrase_of(table.before)):
            # Without words to begin after, the rest of the page is out and the next page in.
            self._inside = False
        elif table.after and line.find(phrase_of(table.after)):
            is_charge, self._inside = self._inside and self._has_amount(line), True
            return is_charge
        return self._inside

    def _take_line(self, line: TextLine, page: int, numbers: Iterator[int]) -> None:
        if any(line.begins_with(phrase_of(words)) for words in self.table.skipped):
            return
        for section in self.table.sections:
            if line.begins_with(phrase := phrase_of(section.words)) and self._heads(section, line):
                self._take_heading(section, line, len(phrase))
                return
        cells = self._cells(line)
        if cells["amount"]:
            where = {"page": str(page), "box": line.box, "line_no": f"{page}.{next(numbers)}"}
            self._take_row(cells, where)
        else:
            self._take_wrapped(cells["description"])

    def _heads(self, section: Section, line: TextLine) -> bool:
        """Whether the line is a heading, perhaps with a subtotal, and no charge named like it."""
        if not self._has_amount(line):
            return True
        words = phrase_of(self._cells(line)["description"])
        rest = words[len(phrase_of(section.words)) :]
        if section.value:
            return not rest
        return section.says != "service_id" or any(map(str.isdigit, "".join(rest)))

    def _has_amount(self, line: TextLine) -> bool:
        """Whether money stands where the table has its amounts."""
        try:
            return bool(values.money(self._cells(line)["amount"], self.conventions))
        except Unreadable:
            return False

    def _take_heading(self, section: Section, line: TextLine, words: int) -> None:
        self.said[section.says] = section.value or right_of(line, slice(0, words))
        self._waiting, self._last = [], []

    def _cells(self, line: TextLine) -> Texts:
        return {
            column.role: joined(w for w in line.words if column.left <= w.middle < column.right)
            for column in self.table.columns
        }

    def _take_wrapped(self, text: str) -> None:
        match self.table.wrapped:
            case "above" if text:
                for line in self._last:
                    line["description"] = f"{line['description']} {text}".strip()
            case "below" if text:
                self._waiting.append(text)

    def _take_row(self, cells: Texts, where: Texts) -> None:
        waited = " ".join([*self._waiting, cells["description"]]).strip()
        self._waiting = []
        row = Row({**dict.fromkeys(LINE, ""), **self.said}, self.conventions)
        row.line |= where
        row.read({**cells, "description": waited}, self.table)
        first = len(self.lines) + 1
        self._last = row.lines()
        self.lines += self._last
        self.doubts += (Doubt(first, *doubt) for doubt in row.doubts)
