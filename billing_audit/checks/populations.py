"""Which charges a check has something to hold against, by what they are and what is on file.

A charge is a line with an amount above zero.  A population names the types of charge a check
looks at, what the line must say, what it must be called, and what must be on file about it.
Counting them takes one look at the lines, whatever the number of checks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntFlag, StrEnum

from billing_audit.bills.models import ChargeType


class Trait(IntFlag):
    """What is known of a charge: from the line itself, then from what is on file."""

    SERVICE = 1
    PERIOD = 2
    #: It states quantity and rate.
    PRICED = 4
    JURISDICTION = 8
    #: It says that somebody other than the carrier provides it.
    PROVIDER = 16
    #: Its service is in the confirmed inventory.
    OWNED = 32
    #: A contract rate prices its code on its first day.
    RATED = 64
    #: An order names its service.
    ORDERED = 128
    #: There are call records of its service.
    CALLED = 256
    #: A contract's terms name its code: a waiver, a price by volume, a surcharge and so on.
    TERMED = 512
    #: Its account bills on what other accounts are charged, by an agreement.
    REBILLED = 1024


NOTHING = Trait(0)
#: What papers say, as opposed to the line.
ON_FILE = Trait.OWNED | Trait.RATED | Trait.ORDERED | Trait.CALLED | Trait.TERMED | Trait.REBILLED


class Against(StrEnum):
    """What a check holds a charge against."""

    #: The bill itself, or other bills.
    BILLS = "bills"
    #: An inventory, an order, a payment, call records: whether the charge is the client's to pay.
    RECORDS = "records"
    #: A contract, a price list, a public table: whether it is as much as it should be.
    PRICES = "prices"


@dataclass(frozen=True)
class Population:
    """Which charges a check looks at.  It can say of each of them that it is right, or not."""

    types: frozenset[int]
    #: All of them; those of ``ON_FILE`` only count once the papers are there.
    traits: Trait = NOTHING
    #: Any of these meanings, where there are some.
    meanings: tuple[str, ...] = ()
    against: Against = Against.BILLS

    def holds(self, charge_type: int, traits: int, meanings: Iterable[str]) -> bool:
        return (
            charge_type in self.types
            and self.traits & traits == self.traits
            and (not self.meanings or not set(self.meanings).isdisjoint(meanings))
        )

    @property
    def without_papers(self) -> "Population":
        """What it would look at if all that is missing were on file."""
        return replace(self, traits=self.traits & ~ON_FILE)

    def of(self, *meanings: str) -> "Population":
        """Those of it that are called so."""
        return replace(self, meanings=meanings)

    def with_(self, traits: Trait) -> "Population":
        return replace(self, traits=self.traits | traits)

    @property
    def by_records(self) -> "Population":
        """The same charges, held against what is on file about services."""
        return replace(self, against=Against.RECORDS)

    @property
    def by_prices(self) -> "Population":
        """The same charges, held against what they should cost."""
        return replace(self, against=Against.PRICES)


def charges(*types: ChargeType, traits: Trait = NOTHING) -> Population:
    return Population(frozenset(each.value for each in types), traits)


_LEVIES = (ChargeType.TAX, ChargeType.SURCHARGE, ChargeType.FEE)
_PLAIN = (ChargeType.RECURRING, ChargeType.USAGE, ChargeType.ONE_TIME)

ALL = charges(*(each for each in ChargeType if each != ChargeType.MEMO))
PRICED = ALL.with_(Trait.PRICED)
#: Monthly charges of a service for some days.
RECURRING = charges(ChargeType.RECURRING, traits=Trait.SERVICE | Trait.PERIOD)
#: Monthly charges, of a service or not.
MONTHLY = charges(ChargeType.RECURRING)
USAGE = charges(ChargeType.USAGE)
ONE_TIME = charges(ChargeType.ONE_TIME)
ONCE = charges(ChargeType.ONE_TIME, ChargeType.FEE, ChargeType.SURCHARGE)
PLAIN = charges(*_PLAIN)
LEVIES = charges(*_LEVIES)
TAXES = charges(ChargeType.TAX)
SURCHARGES = charges(ChargeType.SURCHARGE, ChargeType.FEE)
LATE_FEES = charges(ChargeType.LATE_FEE)
#: Charges of access lines: the federal line charges, PICCs and what belongs to them.
LINE_CHARGES = charges(ChargeType.RECURRING, ChargeType.SURCHARGE, ChargeType.FEE)
#: What a confirmed service is charged each month.
OWNED = RECURRING.with_(Trait.OWNED).by_records
ORDERED = OWNED.with_(Trait.ORDERED)
ORDERED_ONCE = ONE_TIME.with_(Trait.SERVICE | Trait.ORDERED).by_records
#: What a contract rate prices.
RATED = (
    charges(*_PLAIN, ChargeType.SURCHARGE, ChargeType.FEE)
    .with_(Trait.PRICED | Trait.PERIOD | Trait.RATED)
    .by_prices
)
#: What the terms of a contract speak of by its code.
TERMED = ALL.with_(Trait.TERMED).by_prices
#: What a provider bills on of another carrier's charges of a service.
REBILLED = charges(*_PLAIN, *_LEVIES, traits=Trait.SERVICE | Trait.REBILLED).by_prices
#: Usage of a service whose calls are on file: that they were made, and what they cost by the deck.
CALLED = USAGE.with_(Trait.SERVICE | Trait.PERIOD | Trait.CALLED).by_records
RERATED = CALLED.by_prices
