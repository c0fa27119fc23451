"""Numbers as the e-invoice standards read and round them."""

import re
from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache

#: ``xs:decimal`` below a million million, which is what the database holds and more than any bill
#: asks for; without a bound a file could make us compute for hours.
DECIMAL = re.compile(r"[+-]?(0*\d{1,12}(\.\d{0,20})?|\.\d{1,20})", re.ASCII)

HALF = Decimal("0.5")
ZERO = Decimal(0)


@lru_cache(maxsize=20_000)
def number(text: str) -> Decimal | None:
    """The number a field states, or nothing: no exponent, no NaN, no thousands separator."""
    text = text.strip()
    return Decimal(text) if DECIMAL.fullmatch(text) else None


def rounded(value: Decimal, places: int = 0) -> Decimal:
    """Round as XPath's ``round`` does, on which the official rules stand: a half goes up.

    Up means towards plus infinity, so -0.5 becomes 0; for positive amounts it is the trade's
    half up.
    """
    shifted = value.scaleb(places) + HALF
    return shifted.to_integral_value(ROUND_FLOOR).scaleb(-places)


def cents(value: Decimal) -> Decimal:
    """The two decimals that EN 16931 allows an amount."""
    return rounded(value, 2)


def sum_of(values: Iterable[Decimal | None]) -> Decimal:
    """The sum over what is stated; over nothing it is zero, as in the official rules."""
    return sum((value for value in values if value is not None), ZERO)
