"""A row of usage as records of calls, messages and sessions."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.stream import Reject
from billing_audit.usage.cells_of_row import RowCells
from billing_audit.usage.layouts import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One call, message or session of one service."""

    row: int
    service: str
    started: datetime
    kind: str
    direction: str
    other_party: str
    destination: str
    #: In seconds; ``None`` where the carrier counts something else.
    duration: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""
    #: What the carrier charges for it, credits negative; ``None`` where it says nothing.
    amount: Decimal | None = None
    currency: str
    record: str
    status: str


def records_of(
    layout: Layout, number: int, given: dict[str, Cell]
) -> tuple[list[Record], list[Reject]]:
    """What a row holds, its cells by folded column name; rejects leave no record."""
    row = RowCells(layout, number, given)
    direction = row.word("direction", layout.directions, layout.direction)
    caller, called = row.text("caller"), row.text("called")
    service = row.text("service") or (called if direction == "in" else caller)
    currency = row.currency()
    common = {
        "row": number,
        "service": service,
        "started": row.started(),
        "direction": direction,
        "other_party": caller if direction == "in" else called,
        "destination": row.text("destination", longest=120),
        "currency": currency,
        "record": row.text("record"),
        "status": row.text("status"),
    }
    made = _measured(row, currency) if layout.measures else [_timed(row, currency)]
    if not service:
        row.refuse("service", "The row does not say which service it is of.")
    if row.rejects:
        return [], row.rejects
    return [Record(**common, **each) for each in made], []


def _timed(row: RowCells, currency: str) -> dict[str, object]:
    return {
        "kind": row.word("kind", row.layout.kinds, row.layout.kind),
        "duration": row.duration(),
        "amount": row.amount(currency),
    }


def _measured(row: RowCells, currency: str) -> list[dict[str, object]]:
    """A record per count above zero; the amount of the row is that of the first."""
    amount = row.amount(currency)
    counted = [(each, row.count(each.column)) for each in row.layout.measures]
    made = [
        {"kind": each.kind, "unit": each.unit, "quantity": quantity}
        for each, quantity in counted
        if quantity
    ]
    if made:
        made[0]["amount"] = amount
    return made
