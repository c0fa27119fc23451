"""What one call would cost by a deck: its price found in the database, then exact decimals."""

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from billing_audit.rating.models import DeckRate, DeckVersion, RateDeck
from billing_audit.rating.numbers import international, prefixes
from billing_audit.rating.pricing import Band, Price, band_at, exact_price, price_for
from billing_audit.rating.rounding import Method, rounded


@dataclass(frozen=True)
class Quote:
    """A call's price, and all that led to it."""

    digits: str
    version: DeckVersion
    row: DeckRate
    price: Price
    band: str
    seconds: Decimal
    charged_seconds: Fraction
    cost: Decimal

    @property
    def minutes_charged(self) -> Decimal:
        return rounded(self.charged_seconds / 60, Method.MIDDLE, 4).normalize()


def bands_of(deck: RateDeck) -> list[Band]:
    return [
        Band(
            band["name"],
            tuple(band["days"]),
            time.fromisoformat(band["from"]),
            time.fromisoformat(band["to"]),
        )
        for band in deck.bands
    ]


def quote(deck: RateDeck, number: str, moment: datetime, seconds: Decimal) -> Quote | None:
    """The call by the version valid at the moment, nothing used before; ``None`` without a price.

    Looked up as an audit does: the longest prefix wins, then the time band, then the first tier.
    """
    local = moment.astimezone(ZoneInfo(deck.zone))
    digits = international(number, deck.home_code)
    version = deck.versions.filter(valid__contains=local.date()).first()
    rows = list(version.rates.filter(prefix__in=prefixes(digits))) if version else []
    longest = max((row.prefix for row in rows), key=len, default=None)
    by_price = {price_of(row): row for row in rows if row.prefix == longest}
    band = band_at(bands_of(deck), local)
    price = price_for(by_price, band, Fraction(0))
    if price is None:
        return None
    exact = exact_price(price, seconds)
    return Quote(
        digits=digits,
        version=version,
        row=by_price[price],
        price=price,
        band=band,
        seconds=seconds,
        charged_seconds=price.charged_seconds(seconds),
        cost=rounded(exact, Method(deck.rounding_method), deck.rounding_decimals),
    )


def price_of(row: DeckRate) -> Price:
    return Price(
        prefix=row.prefix,
        rate=row.rate,
        connect_fee=row.connect_fee,
        minimum=row.minimum,
        increment=row.increment,
        band=row.band,
        from_minutes=row.from_minutes,
    )
