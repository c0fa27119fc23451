"""What the contract gives for an outage, and whether a bill gave it.

Bills belong to another app, which tells of them through what it registers here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from clients.people.models import User
from clients.telecom.models import Outage, Term


@dataclass(frozen=True)
class Place:
    """Something to open, by its name."""

    name: str
    url: str


@dataclass(frozen=True)
class OutageCredit:
    """The credit one term of the contract gives for one charge of the service."""

    term: Term
    term_url: str
    #: Why it is due, such as ``1 outage beyond its target``.
    cause: str
    #: The charge it is a part of, and how it is reckoned: ``612.00 × 10% = 61.20``.
    charge: Place
    reckoning: str
    amount: Decimal
    currency: str
    state: str  # as the look shows it
    #: Where it was given, or what says that it was not.
    given: Place | None
    finding: Place | None


#: Gives the credits of an outage, as far as somebody may see the bills.
Teller = Callable[[User, Outage], list[OutageCredit]]

_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Let credits be told by whoever has the bills."""
    _tellers.append(teller)


def credits_of(user: User, outage: Outage) -> list[OutageCredit]:
    return [credit for teller in _tellers for credit in teller(user, outage)]
