"""What a contract's bills charged month by month; the app that has bills says how to find it."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from clients.people.models import User
from clients.telecom.models import Contract

#: Months and charge codes, no code meaning all monthly charges.
Asked = tuple[date, tuple[str, ...]]
#: What is known of the asked months, as far as a person may see it.
Finder = Callable[[User, Contract, set[Asked]], dict[Asked, Decimal]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Let credits be shown in money; said once, when the app's addresses are read."""
    if finder not in _finders:
        _finders.append(finder)


def charges_of(user: User, contract: Contract, asked: Iterable[Asked]) -> dict[Asked, Decimal]:
    """The charges of these months; a month without bills is left out."""
    wanted = set(asked)
    found: dict[Asked, Decimal] = {}
    for finder in _finders if wanted else ():
        found |= finder(user, contract, wanted)
    return found
