"""A PDF as one template reads it: a format among the others, for this file alone.

What is loaded of it is nothing: its bill goes to a person as a draft.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from billing_audit.bills.book import Book
from billing_audit.bills.importers.paper.draft import FORMAT, Draft
from billing_audit.bills.importers.paper.drafting import read_draft
from billing_audit.bills.importers.paper.finding import fits
from billing_audit.bills.importers.paper.pages import Paper, opened
from billing_audit.bills.importers.paper.refusals import Scan
from billing_audit.bills.importers.paper.stream import stream_of
from billing_audit.bills.importers.paper.template import Template
from billing_audit.bills.importers.proof import verdict_of
from billing_audit.bills.importers.verdicts import Verdict
from billing_audit.bills.stream import BillStream
from billing_audit.bills.wire import notes_frame
from retainer.lib.refusal import Refused

WHAT_TO_DO = (
    "Draw a layout on the file's page, enter the bill's totals, or ask the carrier for a CSV or "
    "an e-invoice."
)


@dataclass(frozen=True)
class Drawn:
    """A template somebody of the practice drew, with its key."""

    key: int
    title: str
    template: Template

    @classmethod
    def from_json(cls, given: dict) -> "Drawn":
        return cls(given["key"], given["title"], Template.from_json(given["layout"]))


@dataclass
class PaperBill:
    """One PDF and the template that fits it."""

    path: Path
    drawn: Drawn
    remarks: list[str] = field(default_factory=list)

    WHY_NOT = "it is no PDF that a layout fits"
    name = FORMAT

    def draft(self) -> Draft:
        with opened(self.path) as paper:
            draft = read_draft(self.drawn.template, paper)
        draft.remarks[:0] = self.remarks
        return draft

    def encode(self, path: str, book: Book) -> Iterator[bytes]:
        """The draft as one note, and no line."""
        content = json.dumps(self.draft().to_json(), ensure_ascii=False)
        book.note("draft", template=self.drawn.key, content=content)
        yield notes_frame(book.closing_notes())

    def named_accounts(self, path: str) -> Iterator[tuple[str, list[str]]]:
        invoice = self.draft().invoice
        yield invoice["carrier"], [invoice["account_no"]]

    def read_bill(self, path: str | Path) -> BillStream:
        return stream_of(self.draft())

    def verdict(self, path: str | Path) -> Verdict:
        return verdict_of(self.read_bill(path), FORMAT)


def recognised(path: str | Path, given: Iterable[dict]) -> PaperBill:
    """The PDF as the most telling template that fits reads it, the newest of equals."""
    candidates = [Drawn.from_json(each) for each in given]
    with opened(path) as paper:
        first = paper.page(1)
        fitting = [each for each in candidates if fits(each.template, first, paper)]
        if not fitting:
            raise _unknown(paper, len(candidates))
    best = max(fitting, key=lambda each: (len(each.template.marks), each.key))
    others = [each.title for each in fitting if each is not best]
    told = f"Read by the layout {best.title}; {' and '.join(others)} would have fitted, too."
    return PaperBill(Path(path), best, [told] if others else [])


def _unknown(paper: Paper, templates: int) -> Refused:
    """Why nobody reads this PDF, and what to do about it."""
    if not any(page.words for page in paper.pages()):
        return Scan()
    tried = {
        0: "the practice has drawn no layout for PDF bills yet",
        1: "the only layout of the practice does not fit it",
    }.get(templates, f"none of the {templates} layouts of the practice fits it")
    return Refused(
        f"This PDF carries no e-invoice, and {tried}. {WHAT_TO_DO}", reason="no_template"
    )
