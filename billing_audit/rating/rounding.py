"""Rounding as carriers agree on it: up, down or to the nearest, at a place of their choice."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Method(StrEnum):
    """Which way an amount between two steps goes; *middle* sends halves away from zero."""

    UP = "up"
    MIDDLE = "middle"
    DOWN = "down"


def rounded(exact: Fraction, method: Method, places: int) -> Decimal:
    """The amount at so many digits after the point; one that lies there stays what it is."""
    scaled = abs(exact) * 10**places
    steps, rest = divmod(scaled.numerator, scaled.denominator)
    match method:
        case Method.UP:
            steps += rest > 0
        case Method.MIDDLE:
            steps += 2 * rest >= scaled.denominator
        case Method.DOWN:
            pass
    sign = 1 if exact < 0 else 0
    return Decimal((sign, tuple(map(int, str(steps))), -places))
