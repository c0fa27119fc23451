"""What a drawing reads from a PDF, in words for the page it is drawn on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from billing_audit.bills import papers
from billing_audit.bills.importers.paper.draft import Draft, Texts
from billing_audit.bills.models import BillFile
from billing_audit.papers.correcting import sum_of
from billing_audit.papers.drawing import FIELDS, slug_of
from billing_audit.papers.drawn import Drawn
from retainer.lib import format as written
from retainer.lib.money import in_currency
from retainer.lib.refusal import Refused

TRIAL = "billing_audit.papers.trial:trial"
#: Lines shown; enough to see whether the columns are right.
MOST_SHOWN = 200
#: What a field is called in a draft, where that is not its own name.
IN_DRAFT = {"total": "stated_total"}
DAYS = ("bill_date", "due_date", "period_from", "period_to")
MONEY = ("total", "amount_due", "previous_balance", "payments", "adjustments")


@dataclass(frozen=True)
class ReadLine:
    """One line as it was read, with why some of it could not be."""

    texts: Texts
    doubt: str

    def __getattr__(self, name: str) -> str:
        try:
            return self.texts[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def at(self) -> str:
        return f"{self.texts['page']} {self.texts['box']}" if self.texts["box"] else ""

    @property
    def about(self) -> str:
        """What else is known: type of charge, code, period."""
        kind = self.texts["charge_type"].replace("_", " ")
        days = [self.texts["period_from"], self.texts["period_to"]]
        period = " – ".join(filter(None, days))
        return ", ".join(filter(None, (kind, self.texts["charge_code"], period)))


@dataclass(frozen=True)
class Reading:
    """A trial's outcome."""

    drawn: Drawn
    draft: Draft
    texts: dict[str, str]
    marks: list[str]
    wrong: dict[str, str]
    refusal: str = ""

    @property
    def currency(self) -> str:
        return self.draft.invoice.get("currency", "")

    @property
    def missing(self) -> list[str]:
        return missing_in(self.drawn)

    @property
    def head_doubts(self) -> list[str]:
        """What was marked and cannot be understood."""
        marked = self.drawn.get("fields", {})
        labels = {IN_DRAFT.get(name, name): label for name, label, _ in FIELDS if name in marked}
        labels |= {"period_from": "Period"} if "period" in marked else {}
        return [
            f"{labels[doubt.column]}: {doubt.value or 'nothing'}. {doubt.reason}"
            for doubt in self.draft.doubts
            if doubt.row is None and doubt.column in labels
        ]

    @cached_property
    def lines(self) -> list[ReadLine]:
        why: dict[int | None, list[str]] = {}
        for doubt in self.draft.doubts:
            why.setdefault(doubt.row, []).append(f"{doubt.value}: {doubt.reason}".lstrip(": "))
        return [
            ReadLine(texts, " ".join(why.get(number, ())))
            for number, texts in enumerate(self.draft.lines[:MOST_SHOWN], start=1)
        ]

    @property
    def line_count(self) -> int:
        return len(self.draft.lines)

    @property
    def sum(self) -> Decimal:
        return sum_of(self.draft.lines)

    @property
    def total(self) -> Decimal | None:
        return amount_of(self.draft.invoice.get("stated_total", ""))

    @property
    def difference(self) -> Decimal | None:
        if self.total is None:
            return None
        return in_currency(self.total - self.sum, self.currency)

    @property
    def verdict(self) -> str:
        if not self.draft.lines or self.difference is None:
            return ""
        if self.draft.is_totals_only:
            return "Without a table the bill is taken by its total alone."
        if self.difference == 0:
            return "The lines come to the printed total."
        away = written.money(abs(self.difference), self.currency)
        return f"{away} {'is missing from' if self.difference > 0 else 'is too much in'} the lines."

    @property
    def state(self) -> str:
        """How the footing looks: ``open`` while there is nothing to compare."""
        if not self.draft.lines or self.difference is None:
            return "open"
        return "differs" if self.difference else "even"

    @property
    def problems(self) -> list[str]:
        """Why parts of the drawing are left out."""
        return [f"{place_in_words(name)}: {why}" for name, why in self.wrong.items()]

    def told(self) -> Iterator[tuple[str, str]]:
        """What each part of the form reads, by the part's slug."""
        for name, _, _ in FIELDS:
            yield slug_of(f"fields.{name}"), self._understood(name)
        for at, _ in enumerate(self.drawn.get("sums", [])):
            yield slug_of(f"sums[{at}]"), self.texts.get(f"sums[{at}]", "")
        asked = len(self.drawn.get("marks", []))
        yield "marks", f"{len(self.marks)} of {asked} on the first page" if asked else ""
        if len(self.drawn.get("tables", [])) == 1:
            yield slug_of("tables[0]"), written.count(self.line_count, "line")

    def _understood(self, name: str) -> str:
        """A day and an amount as the template understands them, so that a wrong order shows."""
        printed = self.texts.get(f"fields.{name}", "")
        text = self.draft.invoice.get(IN_DRAFT.get(name, name), "")
        if name in DAYS and text:
            return written.day(date.fromisoformat(text))
        if name in MONEY and text:
            return written.money(text, self.currency)
        return printed


def read(bill_file: BillFile, drawn: Drawn) -> Reading:
    """What the drawing reads of the file; a file that cannot be read says so in its refusal."""
    try:
        said: dict[str, Any] = json.loads(
            papers.asked(bill_file, TRIAL, stdin=json.dumps(drawn).encode())
        )
    except Refused as refused:
        return Reading(drawn, Draft({}), {}, [], {}, refused.sentence)
    return Reading(
        drawn, Draft.from_json(said["draft"]), said["texts"], said["marks"], said["wrong"]
    )


def amount_of(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def missing_in(drawn: Drawn) -> list[str]:
    """What every bill says and nobody has marked yet."""
    fields = drawn.get("fields", {})
    missing = [label.lower() for name, label, needed in FIELDS if needed and name not in fields]
    if not drawn.get("marks"):
        missing.append("words that tell these bills from others")
    if not drawn.get("carrier"):
        missing.append("the carrier")
    return missing


def place_in_words(name: str) -> str:
    """``tables[0].columns[1]`` is table 1, column 2; a field is called as on the page."""
    steps = name.replace("]", "").split(".")
    if steps[0] == "fields":
        labels = {field: label for field, label, _ in FIELDS}
        steps[:2] = [labels.get(step, step) for step in steps[1:2]]
    words = []
    for step in steps:
        noun, _, number = step.partition("[")
        plain = noun.replace("_", " ")
        words.append(f"{plain.removesuffix('s')} {int(number) + 1}" if number else plain)
    said = ", ".join(words)
    return said[:1].upper() + said[1:]
