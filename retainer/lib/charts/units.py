"""Amounts as Vega-Lite takes them and as people read them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from retainer.lib import format as written


def in_words(amount: Decimal, unit: str) -> str:
    if unit == "h":
        return written.hours(amount)
    if unit == "%":
        return written.percent(amount, 0)
    return written.money(amount, unit) if unit else written.number(amount)


def rounded(amount: Decimal, unit: str) -> str:
    """Short enough to stand on a bar: whole units, unless the figure is small."""
    if unit == "h" or abs(amount) < 100:
        return in_words(amount, unit)
    return in_words(amount.quantize(Decimal(1), ROUND_HALF_UP), unit).partition(".")[0]


def axis(unit: str) -> dict[str, Any]:
    """An axis whose labels are as short as ``−$12k``; of shares, from nothing to all."""
    if unit == "%":
        return {"format": ".0%"}
    symbol = "" if unit == "h" else written.SYMBOLS.get(unit, f"{unit} " if unit else "")
    after = "\N{NO-BREAK SPACE}h" if unit == "h" else ""
    size = "abs(datum.value)"
    short = (
        f"{size} >= 1e6 ? format({size} / 1e6, ',~f') + 'M'"
        f" : {size} >= 1e3 ? format({size} / 1e3, ',~f') + 'k'"
        f" : format({size}, ',~f')"
    )
    sign = f"(datum.value < 0 ? '{written.MINUS}' : '')"
    return {"labelExpr": f"{sign} + '{symbol}' + ({short}) + '{after}'"}


def lines_of(labels: Sequence[str] | Mapping[str, str]) -> str:
    """An expression giving the lines of each label, looked up by its value on the axis."""
    return f"split({json.dumps(labels)}[datum.value], '\\n')"


def table(rows: Iterable[Mapping[str, Any]], *amounts: str) -> dict[str, Any]:
    """Data whose amounts travel as text, exact until the renderer places them on the canvas."""
    values = [
        {key: str(value) if isinstance(value, Decimal) else value for key, value in row.items()}
        for row in rows
    ]
    return {"values": values, "format": {"parse": dict.fromkeys(amounts, "number")}}
