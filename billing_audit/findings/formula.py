"""The formulas of proofs: what the shared evaluator reckons with besides arithmetic.

This shares no code with the SQL that found the fault, so that the two can disagree.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from retainer.lib import formula as language
from retainer.lib import months
from retainer.lib.formula import NotAFormula
from retainer.lib.money import half_up

__all__ = ["NotAFormula", "evaluate"]

Value = Decimal | date | list | None


def evaluate(formula: str, inputs: Mapping[str, Value], places: int) -> Decimal:
    """The formula's value; ``places`` is what ``half_up`` rounds to.  Not rounded itself."""
    functions = {
        "min": min,
        "max": max,
        "half_up": lambda amount: half_up(language.number(amount), places),
        "total": total,
        "count": count,
        "days": days,
        "days_after": days_after,
        "days_shared": days_shared,
        "months_left": months_left,
        "term_end": term_end,
        "stepped": stepped,
    }
    return language.evaluate(formula, inputs, functions)


def total(values: list[Decimal]) -> Decimal:
    """The sum of a value of several rows."""
    return sum(values, Decimal(0))


def count(values: list) -> Decimal:
    """How many rows there are."""
    return Decimal(len(values))


def days(first: date, last: date) -> Decimal:
    """Days of a period, both ends included."""
    return Decimal((last - first).days + 1)


def days_after(day: date, last: date) -> Decimal:
    """Days that follow a day, up to and including the last."""
    return Decimal((last - day).days)


def days_shared(first: date, last: date, others: list, given_back: list) -> Decimal:
    """Days of a period that are in any of the others and in none that were given back."""
    period = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return Decimal(len((period & _days_of(others)) - _days_of(given_back)))


def months_left(day: date, last: date) -> Decimal:
    """Months that follow a day up to and including the last; a begun one counts whole."""
    return Decimal(months.months_left(day, last))


def term_end(first: date, length: Decimal) -> date:
    """The last day of a term of so many months that begins on a day."""
    year, month = divmod(first.month - 1 + int(length), 12)
    year, month = first.year + year, month + 1
    same_day = min(first.day, monthrange(year, month)[1])
    return date(year, month, same_day) - timedelta(days=1)


def stepped(quantity: Decimal, above: list[Decimal], rates: list[Decimal]) -> Decimal:
    """A price by steps: each unit at the rate of its own step, the steps in ascending order."""
    tops = [*above[1:], quantity]
    return sum(
        (
            max(Decimal(0), min(quantity, top) - floor) * rate
            for floor, top, rate in zip(above, tops, rates, strict=True)
        ),
        Decimal(0),
    )


def _days_of(periods: list[tuple[date, date]]) -> set[date]:
    return {
        first + timedelta(days=n) for first, last in periods for n in range((last - first).days + 1)
    }
