"""The federal universal service factors that our made-up carriers bill: those the product ships."""

import csv
from datetime import date
from decimal import Decimal
from functools import cache

from clients.telecom.shipped_fees import FILE


def factor_billed_on(day: date) -> Decimal:
    """In per cent; after the last one known the carriers keep it."""
    begun = [percent for begins, percent in _factors() if begins <= day]
    return begun[-1]


@cache
def _factors() -> list[tuple[date, Decimal]]:
    """The first days of the quarters and their factors, the earliest first."""
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] == "FUSF"]
    return sorted((date.fromisoformat(row["eff_from"]), 100 * Decimal(row["rate"])) for row in rows)
