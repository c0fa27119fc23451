"""The one shape every bill format is turned into before it reaches the database.

An importer yields an ``Invoice`` followed by that invoice's ``Line`` and
``Fault`` objects, invoice after invoice, so that a file of any size passes
through in little memory; a ``Reject`` or ``Remark`` may stand anywhere.  Amounts
are ``Decimal`` in the invoice's currency, credits are negative whatever the file
says, and unknown is ``None``, never zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

#: The one vocabulary of charge types; a ``memo`` line is never summed.
CHARGE_TYPES = (
    "recurring",
    "usage",
    "one_time",
    "tax",
    "surcharge",
    "fee",
    "credit",
    "adjustment",
    "late_fee",
    "memo",
)


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """What a bill says about itself as a whole."""

    carrier: str
    account_no: str
    invoice_no: str
    bill_date: date
    currency: str
    due_date: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    document_type: str = "invoice"  # or credit_note, correction
    #: What the carrier says the bill's lines come to; ``None`` when the format has no such figure.
    stated_total: Decimal | None = None
    amount_due: Decimal | None = None
    #: What was due before, what was paid of it (negative) and what was corrected in it.
    previous_balance: Decimal | None = None
    payments: Decimal | None = None
    adjustments: Decimal | None = None
    #: Who the bill is addressed to, as printed; helps a person choose the client.
    buyer: str = ""
    #: What else on the bill may be the account number, most likely first; for bills whose
    #: format has several fields for it and no rule which one a carrier fills.
    other_references: tuple[str, ...] = ()
    #: What it is written in, where one importer reads several syntaxes: ``ubl``, ``cii``.
    syntax: str = ""
    #: Where the invoice starts: a line number or a path inside the file.
    source_ref: str = ""


@dataclass(slots=True)
class Line:
    """One bill line; not frozen, because a bill has a million and that takes six times as long."""

    line_no: str
    charge_type: str  # one of CHARGE_TYPES
    charge_code: str
    description: str
    amount: Decimal
    quantity: Decimal | None = None
    unit: str = ""
    unit_rate: Decimal | None = None
    service_id: str = ""
    period_from: date | None = None  # both ends inclusive
    period_to: date | None = None
    parent_line: str = ""
    jurisdiction: str = ""
    provider: str = ""
    #: Where the line stands: a line number or a path inside the file.
    source_row: int | None = None
    source_ref: str = ""


@dataclass(frozen=True, kw_only=True)
class Reject:
    """A cell nobody could read: where it stands, what it says, why it was refused."""

    row: int | None
    column: str
    value: str
    reason: str
    invoice_no: str = ""


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something odd that did not stop the import."""

    message: str
    row: int | None = None


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A rule of arithmetic that the invoice before it breaks, as its own format defines it."""

    check: str
    rule: str
    detail: str
    #: How much too high the amount to pay is by this fault alone; zero when it costs nothing.
    excess: Decimal = Decimal(0)


BillStream = Iterator[Invoice | Line | Reject | Remark | Fault]
