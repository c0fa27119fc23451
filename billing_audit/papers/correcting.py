"""A draft as somebody corrects it: the lines of one page as fields of a form, and back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from billing_audit.bills.importers.paper.draft import LINE, Draft, Texts
from billing_audit.bills.importers.paper.sums import MONEY_OF_HEAD
from billing_audit.papers.amounts import plain

#: What is written as programs write figures, whatever was typed.
FIGURES = ("amount", "quantity", "unit_rate", *MONEY_OF_HEAD)
HEAD_FIELDS = (
    ("invoice_no", "Invoice number", "text"),
    ("account_no", "Account number", "text"),
    ("bill_date", "Bill date", "date"),
    ("due_date", "Due", "date"),
    ("period_from", "Period from", "date"),
    ("period_to", "Period to", "date"),
    ("currency", "Currency", "text"),
    ("stated_total", "Printed total", "text"),
)
#: What the page offers to change of a line; where it was read stays.
OFFERED = {
    "description", "service_id", "charge_code", "charge_type", "period_from", "period_to",
    "quantity", "unit_rate", "amount", "dropped",
}  # fmt: skip
FIELD = re.compile(r"lines\[([0-9]{1,6})\]\.(\w+)")


@dataclass(frozen=True)
class HeadField:
    """What the bill says once."""

    name: str
    label: str
    kind: str
    value: str
    doubt: str


@dataclass(frozen=True)
class Row:
    """One line as the page shows it; ``place`` counts from 0 in the whole draft."""

    place: int | None
    texts: Texts
    doubts: dict[str, str]

    @property
    def name(self) -> str:
        return f"lines[{'new' if self.place is None else self.place}]"

    @property
    def number(self) -> str:
        return "new" if self.place is None else str(self.place + 1)

    @property
    def at(self) -> str:
        """Where it was read: page and box."""
        box = self.texts.get("box", "")
        return f"{self.texts['page']} {box}" if box else ""


def head_fields(draft: Draft, why: Mapping[tuple[int | None, str], str]) -> list[HeadField]:
    return [
        HeadField(name, label, kind, draft.invoice.get(name, ""), why.get((None, name), ""))
        for name, label, kind in HEAD_FIELDS
    ]


def rows_on(draft: Draft, page: int, why: Mapping[tuple[int | None, str], str]) -> list[Row]:
    """The lines that were read on this page; sums that stand outside tables are on the first."""
    rows = []
    for place, texts in enumerate(draft.lines):
        if is_on(texts, page):
            doubts = {name: said for (row, name), said in why.items() if row == place + 1}
            rows.append(Row(place, texts, doubts))
    return rows


def blank_row() -> Row:
    return Row(None, dict.fromkeys(LINE, ""), {})


def is_on(texts: Texts, page: int) -> bool:
    return (texts["page"] or "1") == str(page)


def corrected(draft: Draft, form: Mapping[str, str], page: int) -> Draft:
    """The draft with what a posted form of one page says instead."""
    typed = {
        place: texts
        for place, texts in _typed(form).items()
        if place >= len(draft.lines) or is_on(draft.lines[place], page)
    }
    kept = [place for place in range(len(draft.lines)) if "dropped" not in typed.get(place, {})]
    lines = [{**draft.lines[place], **typed.get(place, {})} for place in kept]
    on_page = [at for at, line in enumerate(lines) if is_on(line, page)]
    after = on_page[-1] + 1 if on_page else len(lines)
    added = list(_added(typed, len(draft.lines), page))
    # Who sends a page has looked at it: its doubts are settled, those about other pages are not.
    doubts = [
        replace(doubt, row=_moved(kept.index(doubt.row - 1), after, added) + 1)
        for doubt in draft.doubts
        if doubt.row is not None and not is_on(draft.lines[doubt.row - 1], page)
    ]
    lines[after:after] = added
    given = {name: form[f"invoice.{name}"] for name in draft.invoice if f"invoice.{name}" in form}
    head = {name: _written(name, text) for name, text in given.items()}
    return replace(draft, invoice={**draft.invoice, **head}, lines=lines, doubts=doubts)


def _moved(at: int, after: int, added: list[Texts]) -> int:
    """Where a line stands once others were put in."""
    return at + len(added) if at >= after else at


def sum_of(lines: list[Texts]) -> Decimal:
    """What the lines come to, as far as they can be read; memo lines are never summed."""
    return sum((_amount(line) for line in lines if line["charge_type"] != "memo"), Decimal(0))


def _typed(form: Mapping[str, str]) -> dict[int, Texts]:
    typed: dict[int, Texts] = {}
    for name, text in form.items():
        if (found := FIELD.fullmatch(name)) and found[2] in OFFERED:
            typed.setdefault(int(found[1]), {})[found[2]] = _written(found[2], text)
    return typed


def _added(typed: dict[int, Texts], first: int, page: int) -> Iterator[Texts]:
    """Lines that a person wrote, without those left empty."""
    for place in sorted(place for place in typed if place >= first):
        texts = typed[place]
        if "dropped" not in texts and (texts.get("description") or texts.get("amount")):
            number = f"{page}.added {place - first + 1}"
            yield {**dict.fromkeys(LINE, ""), **texts, "page": str(page), "line_no": number}


def _written(name: str, text: str) -> str:
    text = text.replace("\0", "")  # which no database holds
    return plain(text) if name in FIGURES else text.strip()


def _amount(line: Texts) -> Decimal:
    try:
        return Decimal(line["amount"] or 0)
    except InvalidOperation:
        return Decimal(0)
