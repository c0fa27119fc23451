"""A draft as the stream every bill becomes: for checking it, and for loading what was confirmed."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from billing_audit.bills.importers.paper.draft import Draft, Texts
from billing_audit.bills.importers.paper.sums import MONEY_OF_HEAD
from billing_audit.bills.importers.standard_csv.cells import (
    Cells,
    Currency,
    Day,
    Number,
    Unreadable,
)
from billing_audit.bills.importers.storable import storable
from billing_audit.bills.stream import CHARGE_TYPES, BillStream, Invoice, Line, Reject, Remark
from retainer.lib.money import in_currency

AMOUNT, RATE, DAY = Number(12, 6), Number(10, 8), Day()
#: How each part is read; the others are words as they stand.
READ_AS: dict[str, tuple[Cells, Callable[[str], Any]]] = {
    **dict.fromkeys((*MONEY_OF_HEAD, "amount", "quantity"), (AMOUNT, Decimal)),
    **dict.fromkeys(
        ("bill_date", "due_date", "period_from", "period_to"), (DAY, date.fromisoformat)
    ),
    "unit_rate": (RATE, Decimal),
    "currency": (Currency(), str),
}
#: Parts without which nothing is loaded.
REQUIRED = {
    "carrier", "account_no", "invoice_no", "bill_date", "currency", "stated_total", "amount",
    "charge_type",
}  # fmt: skip
MISSING = "Fill this in: no bill is loaded without it."


def stream_of(draft: Draft) -> BillStream:
    """The bill; whatever nobody can read is a reject with its row, counted from 1."""
    yield from storable(_stream(draft))


def faults_of(draft: Draft) -> list[Reject]:
    """Why the draft cannot be loaded as it stands."""
    return [item for item in stream_of(draft) if isinstance(item, Reject)]


def difference_of(draft: Draft) -> Decimal | None:
    """By how much the lines are more than the printed total; ``None`` while a part is wrong."""
    parts = list(stream_of(draft))
    if any(isinstance(part, Reject) for part in parts):
        return None
    head = next(part for part in parts if isinstance(part, Invoice))
    charges = (part for part in parts if isinstance(part, Line) and part.charge_type != "memo")
    total = sum((line.amount for line in charges), Decimal(0))
    return in_currency(total, head.currency) - in_currency(head.stated_total, head.currency)


def _stream(draft: Draft) -> BillStream:
    doubted = {(doubt.row, doubt.column) for doubt in draft.doubts}
    for message in draft.remarks:
        yield Remark(message=message)
    head, wrong = _read(draft.invoice)
    if not wrong:
        yield Invoice(**head)
    for doubt in draft.doubts:
        yield Reject(**vars(doubt))
    yield from _rejects(draft.invoice, wrong, None, doubted)
    for row, texts in enumerate(draft.lines, start=1):
        line, faults = _read(texts)
        yield from _rejects(texts, faults, row, doubted)
        if not wrong and not faults:
            page, _ = line.pop("page"), line.pop("box")
            yield Line(**line, source_row=int(page) if page.isdecimal() else None)


def _read(texts: Texts) -> tuple[dict[str, Any], dict[str, str]]:
    """The parts as what they are, and why others are not."""
    values: dict[str, Any] = {}
    wrong = {}
    for name, text in texts.items():
        try:
            values[name] = _value(name, text)
        except Unreadable as unreadable:
            wrong[name] = unreadable.reason
    first, last = values.get("period_from"), values.get("period_to")
    if first and last and last < first:
        wrong["period_to"] = "The period ends before it begins."
    return values, wrong


def _value(name: str, text: str) -> Any:
    if not text and name in REQUIRED:
        raise Unreadable(MISSING)
    if name == "charge_type" and text not in CHARGE_TYPES:
        raise Unreadable(f"Choose one of {', '.join(CHARGE_TYPES)}.")
    if name not in READ_AS:
        return text
    cells, made = READ_AS[name]
    return made(cells[text]) if text else None


def _rejects(
    texts: Texts, wrong: dict[str, str], row: int | None, doubted: set[tuple[int | None, str]]
) -> Iterator[Reject]:
    """A fault is told once: with the words on paper, if there were any."""
    for name, reason in wrong.items():
        if (row, name) not in doubted:
            yield Reject(row=row, column=name, value=texts[name], reason=reason)
