"""The last bill proof: which bill was the last to charge a service every month.

Bills belong to another app, which tells of them through what it registers here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clients.people.models import User
from clients.telecom.models import OrderItem, Service, ServiceOrder


@dataclass(frozen=True)
class LastBill:
    """The newest bill with a recurring charge of a service."""

    number: str
    bill_date: date
    #: The last day that the charge covers.
    charged_to: date | None
    amount: Decimal
    currency: str
    url: str
    #: A newer bill of the same account charges the service nothing.
    is_followed: bool


#: Gives the last bill of each service, by the service's key.
Teller = Callable[[User, Collection[Service]], Mapping[int, LastBill]]

_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Let last bills be told by whoever has the bills."""
    _tellers.append(teller)


@dataclass(frozen=True)
class Proof:
    """Whether a service that an order took away is billed no more."""

    item: OrderItem
    last: LastBill | None
    state: str  # as the look shows it
    words: str


def last_bills(user: User, services: Collection[Service]) -> dict[int, LastBill]:
    found: dict[int, LastBill] = {}
    for teller in _tellers:
        found |= teller(user, services)
    return found


def proofs(user: User, order: ServiceOrder, items: Collection[OrderItem]) -> list[Proof]:
    """For each service that the order takes away, how far the proof is."""
    removed = [item for item in items if item.what == OrderItem.What.REMOVED]
    last = last_bills(user, [item.service for item in removed])
    return [_proof(order, item, last.get(item.service_id)) for item in removed]


def _proof(order: ServiceOrder, item: OrderItem, last: LastBill | None) -> Proof:
    ended = order.effective_on or order.completed_on
    if last is None:
        return Proof(item, None, "not_proved", "No bill on file charges it.")
    if ended is None:
        return Proof(item, last, "not_proved", "The order has no effective date yet.")
    if last.charged_to and last.charged_to > ended:
        days = (last.charged_to - ended).days
        return Proof(
            item,
            last,
            "still_billed",
            f"Still billed {days} day{'' if days == 1 else 's'} after the end.",
        )
    if last.is_followed:
        return Proof(item, last, "proved", "Proved: the next bill charges it no more.")
    return Proof(item, last, "not_proved", "The bill after the end has not come yet.")
