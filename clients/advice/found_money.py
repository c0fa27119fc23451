"""Money that came back and is free to be spent on what a client decides.

The ledger of it belongs to another app, which keeps it and says here how.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from clients.agreements.models import Project
from clients.people.models import Client, User


@dataclass(frozen=True)
class Plan:
    """What is to be paid from it, and how much the client agreed to take."""

    client: Client
    title: str
    purpose: str
    project: Project
    currency: str
    one_time: Decimal
    monthly: Decimal
    starts: date
    months: int
    at_most: Decimal


@dataclass(frozen=True)
class Standing:
    """How much a case has by now, and where it is read."""

    committed: Decimal
    url: str


class Purse(Protocol):
    """Whoever keeps the ledger."""

    def free(self, client: Client, currency: str) -> Decimal: ...

    def open_case(self, plan: Plan, opened_by: User) -> UUID: ...

    def standing(self, case: UUID) -> Standing | None: ...


_purses: list[Purse] = []


def register(purse: Purse) -> None:
    """Let found money be spent; said once, when the apps are loaded."""
    if purse not in _purses:
        _purses.append(purse)


def free(client: Client, currency: str) -> Decimal:
    """What came back and is committed to nothing yet."""
    return sum((purse.free(client, currency) for purse in _purses), Decimal(0))


def open_case(plan: Plan, *, opened_by: User) -> UUID:
    """Write down what is to be paid; the case's identity."""
    [purse] = _purses
    return purse.open_case(plan, opened_by)


def standing(case: UUID) -> Standing | None:
    """How a case stands; none where nobody knows it."""
    found = (purse.standing(case) for purse in _purses)
    return next((each for each in found if each is not None), None)
