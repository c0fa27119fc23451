"""What examples of usage have on file besides the bill: call records and rate decks."""

from dataclasses import dataclass

from billing_audit.checks.examples import Paper


@dataclass(frozen=True, kw_only=True)
class Called(Paper):
    """A call of a service as its carrier wrote it down, in UTC."""

    at: str = "2026-03-05 10:00:00"
    seconds: str = "20"
    number: str = "+442079460000"
    service: str = "315-200-0007"
    #: What the carrier charged for it, where the records say so.
    amount: str | None = None
    status: str = ""
    destination: str = ""
    direction: str = "out"
    #: So many calls like this one, a minute apart.
    times: int = 1


@dataclass(frozen=True, kw_only=True)
class Priced:
    """A price of a deck."""

    prefix: str = "44"
    rate: str = "0.024"
    minimum: str = "6"
    increment: str = "6"
    connect_fee: str = "0"
    destination: str = "United Kingdom"


@dataclass(frozen=True)
class Deck(Paper):
    """The carrier's prices from a day on."""

    prices: tuple[Priced, ...]
    begins: str = "2026-01-01"
    ends: str | None = None
    zone: str = "UTC"
    method: str = "middle"
    places: int = 4
    rounds_each: bool = True
    included: str = "0"
    pool: str = "account"


def deck(*prices: Priced, **rules: object) -> Deck:
    return Deck(prices or (Priced(),), **rules)
