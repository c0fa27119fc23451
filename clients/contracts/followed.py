"""Whether bills follow an agreed price, and what that saves.

Bills belong to another app, which tells of them through what it registers here.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clients.contracts.models import Renegotiation
from clients.people.models import User


@dataclass(frozen=True)
class FirstBill:
    """A bill since an agreed price holds, and what it charges a unit."""

    number: str
    bill_date: date
    lowest: Decimal
    highest: Decimal
    lines: int
    url: str


#: Gives the first bills with charges at an agreed price, the earliest first.
Teller = Callable[[User, Renegotiation], list[FirstBill]]

_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Let first bills be told by whoever has the bills."""
    _tellers.append(teller)


@dataclass(frozen=True)
class Brought:
    """How much less was billed since an agreed price holds than at the old one."""

    amount: Decimal
    bills: int


#: Gives what agreed prices brought, by the key of the renegotiation.
Reckoner = Callable[[User, Collection[Renegotiation]], dict[int, Brought]]

_reckoners: list[Reckoner] = []


def register_savings(reckoner: Reckoner) -> None:
    """Let savings be told by whoever has the bills."""
    _reckoners.append(reckoner)


def brought(user: User, renegotiations: Collection[Renegotiation]) -> dict[int, Brought]:
    """What those of the renegotiations brought so far that were agreed."""
    agreed = [each for each in renegotiations if each.agreed is not None]
    found: dict[int, Brought] = {}
    for reckoner in _reckoners:
        found |= reckoner(user, agreed)
    return found


def by_currency(
    renegotiations: Collection[Renegotiation], found: dict[int, Brought]
) -> dict[str, Decimal]:
    """The sums of what was brought, each currency by itself."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in renegotiations:
        if each.pk in found:
            sums[each.rate.currency] += found[each.pk].amount
    return dict(sums)


@dataclass(frozen=True)
class Followed:
    """A first bill beside the agreed price."""

    bill: FirstBill
    agreed: Decimal

    @property
    def state(self) -> str:
        if self.bill.highest > self.agreed:
            return "price_above"
        return "price_follows"


def followed(user: User, renegotiation: Renegotiation) -> list[Followed]:
    """How the first bills since the day it was agreed for keep to the price."""
    if renegotiation.agreed is None:
        return []
    return [
        Followed(bill, renegotiation.agreed)
        for teller in _tellers
        for bill in teller(user, renegotiation)
    ]
