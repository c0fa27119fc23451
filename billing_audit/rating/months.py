"""A month of calls by the decks, call by call: what the re-rating in SQL must come to exactly."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from billing_audit.rating.numbers import international
from billing_audit.rating.pricing import (
    Band,
    Price,
    band_at,
    exact_price,
    longest_match,
    price_for,
)
from billing_audit.rating.rounding import Method, rounded


@dataclass(frozen=True)
class Call:
    """A call of a service; ``cycle`` is the month or billing period that minutes count in."""

    key: int
    service: int
    account: int
    cycle: date
    started_at: datetime
    duration: Decimal
    dialled: str


@dataclass(frozen=True)
class Version:
    """The prices of a deck from one day to before another."""

    key: int
    begins: date
    ends: date | None
    prices: Mapping[str, Sequence[Price]]

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Deck:
    """The rules of a deck with its versions."""

    key: int
    versions: Sequence[Version]
    is_clients: bool = True
    zone: str = "UTC"
    home: str = ""
    method: Method = Method.MIDDLE
    places: int = 4
    rounds_each: bool = True
    included_minutes: Decimal = Decimal(0)
    pool: str = "account"
    bands: Sequence[Band] = ()

    def pool_of(self, call: Call) -> Hashable:
        member = {"service": call.service, "account": call.account}.get(self.pool)
        return self.key, member, call.cycle


@dataclass(frozen=True)
class Rated:
    """A call with its price, exact; ``cost`` only where each call is rounded by itself."""

    version: int
    prefix: str
    exact: Fraction
    cost: Decimal | None


@dataclass
class _Used:
    """What a pool has used so far."""

    seconds: Fraction = Fraction(0)
    free: Fraction = field(default_factory=Fraction)


def rate_calls(calls: Iterable[Call], decks: Sequence[Deck]) -> dict[int, Rated]:
    """Every call that a deck prices, by its key, the pools filled in the order of the calls."""
    used: dict[Hashable, _Used] = {}
    found: dict[int, Rated] = {}
    for call in sorted(calls, key=lambda call: (call.started_at, call.key)):
        if not (place := placed(call, decks)):
            continue
        deck, version, prefix = place
        pool = used.setdefault(deck.pool_of(call), _Used(free=Fraction(deck.included_minutes * 60)))
        moment = call.started_at.astimezone(ZoneInfo(deck.zone))
        prices = version.prices[prefix]
        price = price_for(prices, band_at(deck.bands, moment), pool.seconds / 60)
        pool.seconds += Fraction(call.duration)
        if price is None:
            continue
        free = pool.free if deck.included_minutes else None
        exact = exact_price(price, call.duration, free)
        pool.free = max(Fraction(0), pool.free - price.charged_seconds(call.duration))
        cost = rounded(exact, deck.method, deck.places) if deck.rounds_each else None
        found[call.key] = Rated(version.key, prefix, exact, cost)
    return found


def placed(call: Call, decks: Sequence[Deck]) -> tuple[Deck, Version, str] | None:
    """The deck that prices the call: the client's own first, then the longest prefix."""
    fitting = []
    for deck in decks:
        day = call.started_at.astimezone(ZoneInfo(deck.zone)).date()
        for version in deck.versions:
            prefix = longest_match(international(call.dialled, deck.home), version.prices)
            if version.holds(day) and prefix:
                fitting.append((deck.is_clients, len(prefix), -deck.key, deck, version, prefix))
    if not fitting:
        return None
    return max(fitting, key=lambda each: each[:3])[3:]


def total(rated: Iterable[tuple[Deck, Rated]]) -> Decimal:
    """What calls cost together: rounded each, or their exact sum rounded once by deck."""
    whole = Decimal(0)
    sums: dict[int, Fraction] = defaultdict(Fraction)
    decks = {}
    for deck, each in rated:
        decks[deck.key] = deck
        if each.cost is None:
            sums[deck.key] += each.exact
        else:
            whole += each.cost
    return whole + sum(
        (rounded(exact, decks[key].method, decks[key].places) for key, exact in sums.items()),
        Decimal(0),
    )
