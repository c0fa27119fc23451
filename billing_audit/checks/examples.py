"""Bills small enough to read at a glance, with what a check must say about them.

They are a check's tests, its page in the catalogue and the appendix of the
report, so they are written as a client would read them: amounts and dates as
strings, everything that does not matter left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
    currency: str = "USD"
    document: str = "invoice"
    #: The number of the bill this one corrects.
    corrects: str = ""
    faults: tuple["Broken", ...] = ()
    #: The rules that must be named, where the check names rules.
    rules: tuple[str, ...] = ()


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


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A contract with the carrier."""

    number: str = "MSA-1"
    prorates: bool = False


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A rule of arithmetic that an electronic invoice breaks."""

    rule: str
    detail: str
    excess: str = "0.00"


@dataclass(frozen=True)
class Example:
    """A situation in one sentence, the bills and papers it is about, and what must be found."""

    title: str
    bills: tuple[Bill, ...]
    rates: tuple[Agreed, ...] = ()
    inventory: tuple[Owned, ...] = ()
    contracts: tuple[Terms, ...] = ()

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
) -> Example:
    """An example; lines that stand alone are on one bill together."""
    alone = tuple(each for each in bills if isinstance(each, Billed))
    whole = tuple(each for each in bills if isinstance(each, Bill))
    return Example(title, ((Bill(alone),) if alone else ()) + whole, rates, inventory, contracts)
