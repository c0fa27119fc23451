"""From an open PDF and its template to a draft of the bill."""

import re
from dataclasses import dataclass, field, replace
from itertools import count

from billing_audit.bills.importers.paper import values
from billing_audit.bills.importers.paper.draft import HEAD, MOST_LINES, Doubt, Draft, Texts
from billing_audit.bills.importers.paper.finding import has_mark, has_words, is_on, text_at
from billing_audit.bills.importers.paper.lines import TextLine, lines_of
from billing_audit.bills.importers.paper.pages import Page, Paper
from billing_audit.bills.importers.paper.places import Place
from billing_audit.bills.importers.paper.refusals import Scan, SeveralBills
from billing_audit.bills.importers.paper.rows import Rows
from billing_audit.bills.importers.paper.sums import BALANCES, add_rest, lowered, sum_line, turn
from billing_audit.bills.importers.paper.template import Template
from billing_audit.bills.importers.standard_csv.cells import Unreadable
from retainer.lib.refusal import Refused

NOTHING_THERE = "There is nothing at the place where the layout looks for it."
#: How each figure of the whole bill is read; the others are words.
DAYS = ("bill_date", "due_date", "period_from", "period_to")
REQUIRED = ("account_no", "invoice_no", "bill_date", "total")
#: The draft calls the printed total what every bill calls it.
COLUMN = {"total": "stated_total"}


@dataclass
class Reader:
    """Goes through the pages once, filling in what the template asks for."""

    template: Template
    pages: int
    found: dict[str, str] = field(default_factory=dict)
    gives_back: bool = False
    has_text: bool = False
    tables: list[Rows] = field(init=False)
    places: dict[str, Place] = field(init=False)

    def __post_init__(self) -> None:
        fields = vars(self.template.fields)
        sums = {f"sums[{at}]": each.place for at, each in enumerate(self.template.sums)}
        self.places = {name: place for name, place in (fields | sums).items() if place}
        self.tables = [Rows(table, self.template.conventions) for table in self.template.tables]

    def take(self, page: Page) -> None:
        lines = lines_of(page.words)
        self.has_text |= bool(lines)
        if page.number == 1 and self.template.credit_note:
            self.gives_back = has_words(lines, self.template.credit_note)
        self._refuse_another_bill(page, lines)
        self._find_fields(page, lines)
        numbers = count(1)
        for rows in self.tables:
            rows.take(page, self.pages, numbers)
        if sum(len(rows.lines) for rows in self.tables) > MOST_LINES:
            raise Refused(
                f"The bill has more than {MOST_LINES:,} lines, too many to be looked at. Ask the "
                "carrier for it as a CSV.",
                reason="too_many_lines",
            )

    def _refuse_another_bill(self, page: Page, lines: list[TextLine]) -> None:
        """A page with every mark and another invoice number begins another bill."""
        known, place = self.found.get("invoice_no"), self.places.get("invoice_no")
        if (
            not known
            or not place
            or not all(has_mark(page, lines, it) for it in self.template.marks)
        ):
            return
        said = text_at(place, page, lines)
        if said != known and shape(said) == shape(known) and abs(len(said) - len(known)) <= 2:
            raise SeveralBills(known, said, page.number)

    def _find_fields(self, page: Page, lines: list[TextLine]) -> None:
        for name, place in self.places.items():
            if name not in self.found and is_on(place.page, page.number, self.pages):
                text = text_at(place, page, lines)
                if text:
                    self.found[name] = text

    def draft(self) -> Draft:
        """Once every page has gone by."""
        draft = Draft({}, is_totals_only=self.template.is_totals_only)
        draft.invoice = self._head(draft.doubts)
        self._add_lines(draft)
        self._add_sums(draft)
        if draft.is_totals_only:
            add_rest(draft)
        if self.gives_back:
            turn(draft)
        return draft

    def _head(self, doubts: list[Doubt]) -> Texts:
        template = self.template
        head = {**dict.fromkeys(HEAD, ""), "carrier": template.carrier}
        head |= {"currency": template.conventions.currency, "document_type": "invoice"}
        head |= {name: self.found.get(name, "") for name in ("account_no", "invoice_no", "buyer")}
        if "period" in self.found:
            head |= self._period(doubts)
        for name in DAYS:
            if name in self.places:
                head[name] = self._value(name, doubts)
        for name in BALANCES:
            head[name] = self._value(name, doubts)
        head["payments"] = lowered(head["payments"])
        head["stated_total"] = self._value("total", doubts)
        doubts += (
            Doubt(None, COLUMN.get(name, name), "", NOTHING_THERE)
            for name in REQUIRED
            if name not in self.found
        )
        return head

    def _period(self, doubts: list[Doubt]) -> Texts:
        try:
            first, last = values.period(self.found["period"], self.template.conventions)
        except Unreadable as wrong:
            doubts.append(Doubt(None, "period_from", self.found["period"], wrong.reason))
            return {}
        return {"period_from": first, "period_to": last}

    def _value(self, name: str, doubts: list[Doubt]) -> str:
        text = self.found.get(name, "")
        reads = values.day if name in DAYS else values.money
        try:
            return reads(text, self.template.conventions)
        except Unreadable as wrong:
            doubts.append(Doubt(None, COLUMN.get(name, name), text, wrong.reason))
            return ""

    def _add_lines(self, draft: Draft) -> None:
        for rows in self.tables:
            before = len(draft.lines)
            draft.lines += rows.lines
            draft.doubts += (replace(doubt, row=doubt.row + before) for doubt in rows.doubts)

    def _add_sums(self, draft: Draft) -> None:
        for at, each in enumerate(self.template.sums):
            name = f"sums[{at}]"
            if name not in self.found and each.may_be_missing:
                continue
            wrong: list[Doubt] = []
            amount = self._value(name, wrong)
            draft.lines.append(sum_line(each.description, each.charge_type, amount, at + 1))
            row = len(draft.lines)
            draft.doubts += (replace(doubt, row=row, column="amount") for doubt in wrong)
            if name not in self.found:
                draft.doubts.append(Doubt(row, "amount", "", NOTHING_THERE))


def shape(number: str) -> str:
    """``INV-2026/7`` and ``INV-2026/12`` have one shape; other words in its place have another."""
    return re.sub("[0-9]+", "0", re.sub("[^\\W\\d_]+", "A", number))


def read_draft(template: Template, paper: Paper) -> Draft:
    """The bill as the template reads it; refuses a PDF without any text."""
    reader = Reader(template, paper.page_count)
    for page in paper.pages():
        reader.take(page)
    if not reader.has_text:
        raise Scan
    return reader.draft()
