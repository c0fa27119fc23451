"""How one bill is divided: a cost centre’s own charges, and its share of all others.

What names no service is common to all of the bill and is spread in proportion to what the bill
charges each cost centre's own services; one whose services come to nothing or less bears none of
it.  Where no cost centre is charged anything, the rest stays with nobody.  Then each sum is cut to
the coin, and the coins that are missing to the bill's total go to whoever lost most by the cut.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from retainer.lib.money import exponent, in_currency


@dataclass(frozen=True, order=True)
class Bearer:
    """A cost centre with its ledger code; without a name it is what nobody bears."""

    cost_centre: str = ""
    ledger_code: str = ""

    @property
    def is_nobody(self) -> bool:
        return not self.cost_centre


NOBODY = Bearer()


@dataclass(frozen=True)
class Share:
    """What of a bill somebody bears."""

    own: Decimal
    spread: Decimal

    @property
    def total(self) -> Decimal:
        return self.own + self.spread


def divide(own: Mapping[Bearer, Decimal], common: Decimal, currency: str) -> dict[Bearer, Share]:
    """The share of everybody; the shares come to the bill's total exactly."""
    exact = _spread(own, common)
    coin = Fraction(1, 10 ** exponent(currency))
    total = Fraction(in_currency(sum(own.values(), common), currency))
    coins = {bearer: floor(amount / coin) for bearer, amount in exact.items()}
    missing = int(total / coin) - sum(coins.values())
    by_loss = sorted(exact, key=lambda bearer: (coins[bearer] - exact[bearer] / coin, bearer))
    for bearer in by_loss[:missing]:
        coins[bearer] += 1
    places = exponent(currency)
    shares = {}
    for bearer in sorted(exact):
        whole = Decimal(coins[bearer]).scaleb(-places)
        charged = in_currency(own.get(bearer, Decimal(0)), currency)
        shares[bearer] = Share(charged, whole - charged)
    return shares


def _spread(own: Mapping[Bearer, Decimal], common: Decimal) -> dict[Bearer, Fraction]:
    """What everybody bears, without any rounding."""
    exact = {bearer: Fraction(amount) for bearer, amount in own.items()}
    weights = {bearer: max(amount, Fraction(0)) for bearer, amount in exact.items()}
    whole = sum(weights.values())
    if not whole:
        exact[NOBODY] = exact.get(NOBODY, Fraction(0)) + Fraction(common)
        return exact
    return {
        bearer: amount + Fraction(common) * weights[bearer] / whole
        for bearer, amount in exact.items()
    }
