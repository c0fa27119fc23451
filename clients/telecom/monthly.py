"""What a client paid and used, month by month, as a table for papers that are handed out.

Bills and usage belong to another app, which tells of them through what it registers here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from clients.people.models import Client, User


@dataclass(frozen=True)
class Table:
    """A head and rows of words, with a note on what they are."""

    head: list[str]
    rows: list[list[str]] = field(default_factory=list)
    note: str = ""


#: Gives the table from the first of a month on.
Teller = Callable[[User, Client, date], Table]

_tellers: dict[str, Teller] = {}


def register(kind: str, teller: Teller) -> None:
    """Let spend or usage be told by whoever has it."""
    _tellers[kind] = teller


def monthly(kind: str, user: User, client: Client, since: date) -> Table | None:
    """The client's spend or usage by month; none where nobody tells of it."""
    teller = _tellers.get(kind)
    return teller(user, client, since) if teller else None
