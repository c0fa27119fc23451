"""Rounding money: half up, to the smallest coin of its currency, as carriers print it."""

from decimal import ROUND_HALF_UP, Decimal

#: Digits after the point, where they are not two.
EXPONENTS = {
    **dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def exponent(currency: str) -> int:
    """Digits after the point in the currency's smallest coin."""
    return EXPONENTS.get(currency, 2)


def half_up(amount: Decimal, places: int = 2) -> Decimal:
    """Round to so many digits after the point, halves away from zero."""
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def in_currency(amount: Decimal, currency: str) -> Decimal:
    """Round to the currency's smallest coin."""
    return half_up(amount, exponent(currency))


def sql_places(currency: str) -> str:
    """The SQL expression for ``exponent`` of a currency column."""
    listed = " ".join(f"WHEN '{name}' THEN {places}" for name, places in EXPONENTS.items())
    return f"CASE {currency} {listed} ELSE 2 END"
