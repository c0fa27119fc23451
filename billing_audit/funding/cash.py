"""A case's cash, month by month: what it costs, what found money pays, what it saves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from retainer.lib.months import shifted

NOTHING = Decimal(0)


@dataclass(frozen=True)
class CashMonth:
    """One month, and where the cash stands at its end with found money and without."""

    month: date
    cost: Decimal
    found: Decimal
    saved: Decimal
    balance: Decimal
    without: Decimal


def cash_line(
    *,
    starts: date,
    months: int,
    one_time: Decimal,
    monthly: Decimal,
    saves: Decimal,
    found: Mapping[date, Decimal],
) -> list[CashMonth]:
    """The months from the first one on; money found before it is there when it begins."""
    line, balance, without = [], NOTHING, NOTHING
    early = sum((amount for month, amount in found.items() if month < starts), NOTHING)
    for place in range(months):
        month = shifted(starts, place)
        cost = monthly + (one_time if place == 0 else NOTHING)
        comes = found.get(month, NOTHING) + (early if place == 0 else NOTHING)
        without += saves - cost
        balance += saves - cost + comes
        line.append(CashMonth(month, cost, comes, saves, balance, without))
    return line


def payback(line: list[CashMonth]) -> date | None:
    """The first month from whose end on the case costs nothing any more; ``None`` beyond the line.

    A balance that sinks again later has not paid back.
    """
    paid = None
    for each in line:
        if each.balance < 0:
            paid = None
        elif paid is None:
            paid = each.month
    return paid
