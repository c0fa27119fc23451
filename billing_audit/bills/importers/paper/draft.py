"""A bill as it was read from paper: every figure as text, for a person to correct and confirm.

Money is written ``-1234.56``, days ``2026-03-31``, and what is unknown is empty.  The same shape
goes from the reader to the person and back, so what is loaded is what was looked at.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from billing_audit.bills.importers.paper.shape import BadShape

#: What files are called whose bill a person confirmed: line by line, or its sums alone.
FORMAT, TOTALS = "pdf", "totals"
#: What the bill says of itself; all but the last nine must be there before it is loaded.
HEAD = (
    "carrier", "account_no", "invoice_no", "bill_date", "currency", "stated_total",
    "document_type", "due_date", "period_from", "period_to", "amount_due",
    "previous_balance", "payments", "adjustments", "buyer",
)  # fmt: skip
#: What a line says; ``page`` and ``box``, its four edges in points, are where it stands.
LINE = (
    "page", "box", "line_no", "service_id", "charge_type", "charge_code", "description", "quantity",
    "unit", "unit_rate", "amount", "period_from", "period_to", "parent_line", "jurisdiction",
    "provider",
)  # fmt: skip
#: More than anybody confirms.
MOST_LINES = 20_000
LONGEST = 2000

#: Control characters but for blanks, and halves of characters: no database takes them.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Texts = dict[str, str]


@dataclass(frozen=True)
class Doubt:
    """A text on paper that could not be read as what it should be; ``row`` counts from 1."""

    row: int | None
    column: str
    value: str
    reason: str


@dataclass
class Draft:
    """One bill."""

    invoice: Texts
    lines: list[Texts] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    #: The lines are sums of the bill, not its charges.
    is_totals_only: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Draft":
        """A draft that we stored."""
        return cls(**{**given, "doubts": [Doubt(**each) for each in given["doubts"]]})


def checked_invoice(given: Mapping[str, Any]) -> Texts:
    """What somebody sent as the head of a bill, each part a text."""
    return _texts(given, HEAD, "invoice")


def checked_lines(given: Iterable[Mapping[str, Any]]) -> list[Texts]:
    """What somebody sent as its lines."""
    lines = [_texts(line, LINE, f"lines[{at}]") for at, line in enumerate(given)]
    if len(lines) > MOST_LINES:
        raise BadShape("lines", f"A bill on paper has {MOST_LINES:,} lines at most.")
    return lines


def _texts(given: Mapping[str, Any], names: tuple[str, ...], where: str) -> Texts:
    if strange := [name for name in given if name not in names]:
        raise BadShape(where, f"There is no part {str(strange[0])[:40]!r} here.")
    texts = {name: given.get(name, "") for name in names}
    for name, text in texts.items():
        if not isinstance(text, str) or len(text) > LONGEST:
            raise BadShape(f"{where}.{name}", f"This must be text of up to {LONGEST} characters.")
        if NO_TEXT.search(text):
            raise BadShape(f"{where}.{name}", "The text contains a character that means nothing.")
    return {name: text.strip() for name, text in texts.items()}
