"""Bills small enough to read at a glance, with what a check must say about them.

They are a check's tests, its page in the catalogue and the appendix of the
report, so they are written as a client would read them: amounts and dates as
strings, everything that does not matter left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

MARCH = ("2026-03-01", "2026-03-31")


@dataclass(frozen=True, kw_only=True)
class Billed:
    """A bill line.  ``over`` is what the check alone would ask back; empty: it must be spared."""

    amount: str
    over: str = ""
    service: str = "315-200-0007"
    code: str = "PORT"
    description: str = "Port, 100 Mbps"
    charge: str = "recurring"
    quantity: str | None = None
    rate: str | None = None
    period: tuple[str | None, str | None] = MARCH
    jurisdiction: str = ""
    unit: str = ""
    provider: str = ""
    #: The number of the line it belongs to; lines are numbered from 1.
    parent: str = ""
    #: Words that the explanation of what is wrong must have.
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bill:
    """A bill with its lines.  ``over`` is what the check would ask back on the bill itself."""

    lines: tuple[Billed, ...]
    over: str = ""
    number: str = "1001"
    on: str = "2026-03-01"
    account: str = "A-1"
    file: str = "march.csv"
    stated: str | None = None
    #: What is to be paid, where that is not what is stated.
    due_amount: str | None = None
    #: What the bill says was due before, was paid of it (negative), and was corrected in it.
    previous: str | None = None
    paid: str | None = None
    adjusted: str | None = None
    due: str | None = None
    period: tuple[str | None, str | None] = (None, None)
    buyer: str = ""
    carrier: str = "Corvane"
    currency: str = "USD"
    document: str = "invoice"
    #: The number of the bill this one corrects.
    corrects: str = ""
    #: The last day of its account, where that is closed.
    account_closed: str | None = None
    #: The legal entity whose account it is.
    entity: str = ""
    faults: tuple["Broken", ...] = ()
    #: The rules that must be named, where the check names rules.
    rules: tuple[str, ...] = ()
    #: Words that the explanation of what is wrong must have.
    says: tuple[str, ...] = ()


def bill(*lines: Billed, **about: object) -> Bill:
    return Bill(lines, **about)


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """A contract rate."""

    rate: str
    code: str = "PORT"
    valid: tuple[str | None, str | None] = ("2024-01-01", None)
    service: str = ""
    site: str = ""
    contract: str = ""
    currency: str = "USD"


@dataclass(frozen=True, kw_only=True)
class Owned:
    """A service in the inventory."""

    service: str = "315-200-0007"
    disconnected: str | None = None
    site: str = ""
    state: str = "confirmed"
    installed: str | None = None
    kind: str = ""
    product: str = ""
    bandwidth: str = ""
    monthly_rate: str | None = None
    #: The account it is billed on, and its working lines.
    account: str = ""
    seats: int | None = None
    #: First and last day of a suspension.
    suspended: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A contract with the carrier."""

    number: str = "MSA-1"
    prorates: bool = False
    payment_days: int | None = None
    back_bill_months: int | None = None
    #: How many days a month has when a part of it is billed: 30, actual or 365.
    proration: str = ""


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A rule of arithmetic that an electronic invoice breaks."""

    rule: str
    detail: str
    excess: str = "0.00"


class Paper:
    """Something else that is on file: an order, a payment, an outage.

    Each family declares the papers it needs as frozen dataclasses derived from
    this one; the tests know how each is put on file.
    """

    #: Whether it speaks of bills, which are there before it.
    is_about_bills: ClassVar[bool] = False


@dataclass(frozen=True)
class Example:
    """A situation in one sentence, the bills and papers it is about, and what must be found."""

    title: str
    bills: tuple[Bill, ...]
    rates: tuple[Agreed, ...] = ()
    inventory: tuple[Owned, ...] = ()
    contracts: tuple[Terms, ...] = ()
    papers: tuple[Paper, ...] = ()
    #: What looks like the fault and is none.
    is_trap: bool = False

    @property
    def is_caught(self) -> bool:
        return any(bill.over for bill in self.bills) or any(line.over for line in self.lines())

    def lines(self) -> Iterator[Billed]:
        for each in self.bills:
            yield from each.lines


def example(
    title: str,
    *bills: Bill | Billed,
    rates: tuple[Agreed, ...] = (),
    inventory: tuple[Owned, ...] = (),
    contracts: tuple[Terms, ...] = (),
    papers: tuple[Paper, ...] = (),
) -> Example:
    """An example; lines that stand alone are on one bill together."""
    alone = tuple(each for each in bills if isinstance(each, Billed))
    whole = tuple(each for each in bills if isinstance(each, Bill))
    there = ((Bill(alone),) if alone else ()) + whole
    return Example(title, there, rates, inventory, contracts, papers)


def trap(title: str, *bills: Bill | Billed, **on_file: Any) -> Example:
    """An example of what the trade warns of: it looks like the fault, and must be spared."""
    return replace(example(title, *bills, **on_file), is_trap=True)
