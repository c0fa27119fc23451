"""An e-invoice as its carrier means it, before it is written as UBL or CII.

The totals are worked out from the lines, as EN 16931 wants them; a test or the
demo may replace single figures to make the arithmetic wrong on purpose.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Party:
    name: str
    street: str
    city: str
    postcode: str
    state: str
    #: Electronic address and legal registration; made up.
    address: str
    legal_id: str
    #: As registered, where that is not the name it trades under.
    legal_name: str = ""
    country: str = "US"

    @property
    def registered_as(self) -> str:
        return self.legal_name or self.name


@dataclass(frozen=True)
class ChargeLine:
    """One invoice line; ``net`` is given, because a carrier may get it wrong."""

    number: int
    code: str
    name: str
    #: One of the vocabulary's charge types, carried as an item attribute.
    charge_type: str
    service_id: str
    quantity: Decimal
    unit: str  # UN/ECE Recommendation 20: MON, EA, MIN
    price: Decimal
    net: Decimal
    period_from: date
    period_to: date
    tax_percent: Decimal = ZERO
    #: The customer holds an exemption certificate.
    exempt: bool = False

    @property
    def tax_category(self) -> str:
        """Exempt, standard rated, or zero rated as internet access is."""
        if self.exempt:
            return "E"
        return "S" if self.tax_percent else "Z"


@dataclass(frozen=True)
class TaxSubtotal:
    category: str
    percent: Decimal
    taxable: Decimal
    tax: Decimal

    @property
    def exemption_reason(self) -> str:
        return "Tax-exempt organization, certificate on file" if self.category == "E" else ""


@dataclass(frozen=True)
class Totals:
    lines: Decimal
    without_tax: Decimal
    tax: Decimal
    with_tax: Decimal
    payable: Decimal
    prepaid: Decimal = ZERO
    rounding: Decimal = ZERO


@dataclass(frozen=True)
class EInvoice:
    number: str
    issued: date
    due: date
    account_no: str
    seller: Party
    buyer: Party
    lines: tuple[ChargeLine, ...]
    breakdown: tuple[TaxSubtotal, ...]
    totals: Totals
    currency: str = "USD"
    contract: str = field(default="")


def break_down(lines: tuple[ChargeLine, ...]) -> tuple[TaxSubtotal, ...]:
    """The tax breakdown: one row for every category and rate."""
    groups: dict[tuple[str, Decimal], Decimal] = {}
    for line in lines:
        key = (line.tax_category, line.tax_percent)
        groups[key] = groups.get(key, ZERO) + line.net
    return tuple(
        TaxSubtotal(category, percent, taxable, cents(taxable * percent / 100))
        for (category, percent), taxable in sorted(groups.items())
    )


def add_up(lines: tuple[ChargeLine, ...], breakdown: tuple[TaxSubtotal, ...]) -> Totals:
    """The totals as the standard's rules BR-CO-10 to BR-CO-16 make them."""
    net = sum((line.net for line in lines), ZERO)
    tax = sum((row.tax for row in breakdown), ZERO)
    return Totals(lines=net, without_tax=net, tax=tax, with_tax=net + tax, payable=net + tax)
