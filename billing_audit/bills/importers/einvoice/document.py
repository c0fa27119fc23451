"""An e-invoice as it stands in the file, whatever its syntax.

Values are raw: ``None`` is an element that is absent, an empty ``text`` one that is there and says
nothing, because the rules of EN 16931 tell the two apart.  Names in brackets are the standard's
business terms (BT) and groups (BG).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TypeVar

from billing_audit.bills.importers.einvoice.numbers import number

T = TypeVar("T")


class Syntax(StrEnum):
    UBL = "ubl"
    CII = "cii"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed, with the currency or the unit written beside it."""

    text: str
    number: Decimal | None
    unit: str | None = None

    @classmethod
    @lru_cache(maxsize=20_000)
    def read(cls, text: str, unit: str | None = None) -> "Amount":
        """Made once for all that say the same."""
        return cls(text, number(text), unit)


def value(amount: Amount | None) -> Decimal | None:
    """The number of an amount that may be absent, empty or nonsense."""
    return None if amount is None else amount.number


@dataclass(frozen=True, slots=True)
class TaxCategory:
    """A tax category code with its rate (BT-118 and BT-119, or those of a line or charge)."""

    code: str
    percent: Amount | None
    is_vat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceCharge:
    """An allowance or a charge on the bill, on a line or inside a price (BG-20, 21, 27, 28)."""

    indicator: str | None
    amount: Amount | None
    base: Amount | None = None
    percent: Amount | None = None
    reason: str = ""
    reason_code: str = ""
    categories: tuple[TaxCategory, ...] = ()

    @property
    def is_charge(self) -> bool:
        return self.indicator in ("true", "1")

    @property
    def is_allowance(self) -> bool:
        return self.indicator in ("false", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price for so many units (BG-29)."""

    amount: Amount | None = None
    base_quantity: Amount | None = None
    allowances: tuple[AllowanceCharge, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Both ends inclusive; an end nobody can read as a date is ``None``."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxSubtotal:
    """One row of the VAT breakdown (BG-23)."""

    taxable: Amount | None = None
    tax: Amount | None = None
    category: TaxCategory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxTotal:
    """A total of VAT (BT-110, or BT-111 in the accounting currency)."""

    amount: Amount | None = None
    subtotals: tuple[TaxSubtotal, ...] = ()


@dataclass(slots=True, kw_only=True)
class Line:
    """One invoice line (BG-25); not frozen, as a bill may have 100,000 and each takes time."""

    id: str = ""
    name: str = ""
    description: str = ""
    quantity: Amount | None = None
    net: Amount | None = None
    price: Price | None = None
    gross_price: Price | None = None  # CII writes it apart from the net price
    allowances: tuple[AllowanceCharge, ...] = ()
    categories: tuple[TaxCategory, ...] = ()
    tax_subtotals: tuple[TaxSubtotal, ...] = ()
    period: Period = Period()
    references: tuple[tuple[str, str], ...] = ()  # invoiced object and its type code (BT-128)
    properties: tuple[tuple[str, str], ...] = ()  # item attributes (BG-32)
    seller_code: str = ""
    standard_code: str = ""
    #: What the line is broken down into; its own amount contains them.
    sub_lines: tuple["Line", ...] = ()
    #: A heading, a sum of the lines below it, a part of one, or a text: shown and never added.
    is_memo: bool = False
    parent_id: str = ""
    #: Its elements in the file, and which of them it is.
    elements: str = ""
    place: int = 0
    row: int | None = None

    @property
    def path(self) -> str:
        return f"{self.elements}[{self.place}]" if self.elements else ""

    def thrifty(self) -> "Line":
        """The line without a copy of its own of what other lines say as well.

        A bill repeats its prices, taxes, periods and names; 200 MB of it would else take 600.
        """
        for name in REPEATED:
            setattr(self, name, shared(getattr(self, name)))
        return self


#: What is told of many lines in the same words.
REPEATED = tuple(
    each.name
    for each in fields(Line)
    if each.name not in ("id", "place", "row", "is_memo", "sub_lines")
)


@lru_cache(maxsize=50_000)
def shared(value: T) -> T:
    """The first of equal values that was met."""
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The document's totals (BG-22)."""

    lines: Amount | None = None
    allowances: Amount | None = None
    charges: Amount | None = None
    without_tax: Amount | None = None
    with_tax: Amount | None = None
    prepaid: Amount | None = None
    rounding: Amount | None = None
    payable: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The seller (BG-4) or the buyer (BG-7)."""

    name: str = ""
    trading_name: str = ""
    account: str = ""  # the number under which the other side knows this one; UBL only
    identifiers: tuple[str, ...] = ()
    global_ids: tuple[str, ...] = ()  # of a public scheme, such as a GLN
    legal_id: str = ""
    vat_id: str = ""
    address: str = ""  # electronic


@dataclass(frozen=True, slots=True)
class ThirdPartyCharge:
    """Money collected for somebody else, such as a ticket paid by phone.

    XRechnung's extension (BG-DEX-09) adds it to the amount to pay, past every total.
    """

    name: str
    description: str
    amount: Amount | None


@dataclass(frozen=True, kw_only=True)
class Document:
    """One e-invoice."""

    syntax: Syntax
    specification: str = ""  # what the bill claims to follow (BT-24)
    type_code: str = ""
    is_credit_note: bool = False
    number: str = ""
    issued: date | None = None
    issued_as: str = ""  # the date as written, for the refusal of one nobody can read
    due: date | None = None
    currency: str | None = None
    tax_currency: str | None = None
    period: Period = Period()
    buyer_reference: str = ""
    accounting_cost: str = ""
    contract: str = ""
    object_id: str = ""  # what the whole bill is for, a phone number for instance (BT-18)
    seller: Party = Party()
    buyer: Party = Party()
    has_settlement: bool = True  # only a fragment of CII has none
    totals: Totals | None = None
    tax_totals: tuple[TaxTotal, ...] = ()
    breakdown: tuple[TaxSubtotal, ...] = ()
    allowances: tuple[AllowanceCharge, ...] = ()
    logistics: tuple[AllowanceCharge, ...] = ()  # charges that EN 16931 does not know
    third_party: tuple[ThirdPartyCharge, ...] = ()
    lines: tuple[Line, ...] = ()
    #: Prices of a bill for consumers: the lines contain the tax already.
    tax_is_included: bool = False

    @cached_property
    def added_lines(self) -> tuple[Line, ...]:
        """The lines that the totals consist of."""
        return tuple(line for line in self.lines if not line.is_memo)

    def all_allowances(self) -> Iterator[AllowanceCharge]:
        """Those of the bill and of its lines, not those inside prices."""
        yield from self.allowances
        for line in self.lines:
            yield from line.allowances
