"""Amounts over months: what was found and returned, hours used, a bill's course."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from retainer.lib.charts import units
from retainer.lib.charts.drawing import draw
from retainer.lib.charts.palette import SERIES, stand_in
from retainer.lib.format import MONTHS, month_short

HEIGHT = 200
#: Up to so many months, every so manyth is named, counted from January.
NAMED = ((14, 1), (42, 3), (sys.maxsize, 12))


@dataclass(frozen=True)
class Point:
    """One amount of one month; ``series`` names what is counted when there are several."""

    month: date
    amount: Decimal
    series: str = ""


def bars_by_month(
    points: Sequence[Point],
    *,
    title: str,
    unit: str = "",
    stacked: bool = True,
    target: Sequence[Point] = (),
) -> str:
    """A bar per month; several series stand on each other, or side by side if not ``stacked``.

    A ``target`` is a broken line over them, of one series, which is what it is called.
    """
    encoding: dict[str, Any] = {"y": _upward(unit), "order": {"field": "place"}}
    if not stacked:
        encoding["y"]["stack"] = None
        encoding["xOffset"] = {"field": "series", "sort": _series(points)}
    layers = [{"mark": "bar", "encoding": encoding}]
    if target:
        layers.append(_target(target, unit))
    return _over_months(points, title, unit, layers, target)


def _target(target: Sequence[Point], unit: str) -> dict[str, Any]:
    rows = [{"month": each.month.isoformat(), "amount": each.amount} for each in target]
    return {
        "data": units.table(rows, "amount"),
        "mark": {"type": "line", "strokeWidth": 2, "strokeDash": [5, 4]},
        "encoding": {"y": _upward(unit), "color": {"value": stand_in("ink")}},
    }


def lines_by_month(
    points: Sequence[Point],
    *,
    title: str,
    unit: str = "",
    filled: bool = False,
    from_zero: bool = True,
) -> str:
    """A line per series, with a dot for each month; ``filled`` shades the area below.

    Where small differences are what counts, as of 99.9 %, the axis need not begin at zero.
    """
    shade = {
        "mark": {"type": "area", "opacity": 0.14, "line": False},
        "encoding": {"y": {**_upward(unit), "stack": None}},
    }
    line = {
        "mark": {"type": "line", "strokeWidth": 2, "point": {"filled": True, "size": 34}},
        "encoding": {"y": {**_upward(unit), "scale": {"zero": from_zero}}},
    }
    return _over_months(points, title, unit, [shade, line] if filled else [line])


def _over_months(
    points: Sequence[Point],
    title: str,
    unit: str,
    layers: list[dict[str, Any]],
    target: Sequence[Point] = (),
) -> str:
    if not points:
        return ""
    months, series = sorted({point.month for point in (*points, *target)}), _series(points)
    rows = [
        {
            "month": point.month.isoformat(),
            "amount": point.amount,
            "series": point.series,
            "place": series.index(point.series),
        }
        for point in points
    ]
    return draw(
        {
            "height": HEIGHT,
            "data": units.table(rows, "amount"),
            "encoding": {
                "x": {
                    "field": "month",
                    "type": "ordinal",
                    "axis": {"labelAngle": 0, "labelExpr": units.lines_of(_labels(months))},
                    "scale": {"paddingInner": 0.4, "paddingOuter": 0.2},
                },
                "color": {
                    "field": "series",
                    "type": "nominal",
                    "scale": {
                        "domain": series,
                        "range": [stand_in(name) for name in SERIES[: len(series)]],
                    },
                    "legend": {} if len(series) > 1 else None,
                },
            },
            "layer": layers,
        },
        title=title,
        description="; ".join(
            f"{month_short(point.month)}{f', {point.series}' if point.series else ''}: "
            f"{units.in_words(point.amount, unit)}"
            for point in (*points, *target)
        ),
        fits_phone=True,
    )


def _series(points: Sequence[Point]) -> list[str]:
    """The series in the order they were first named, which is the order of their colours."""
    return list(dict.fromkeys(point.series for point in points))


def _upward(unit: str) -> dict[str, Any]:
    return {"field": "amount", "type": "quantitative", "axis": units.axis(unit)}


def _labels(months: list[date]) -> dict[str, str]:
    """The months' short names, the year below where one begins, and below the first.

    Of many months those that begin a quarter are named, of very many the Januaries. The first
    has no year beside a January: on a phone the years of neighbours would run into each other.
    """
    every = next(size for most, size in NAMED if len(months) <= most)
    named = [month for month in months if (month.month - 1) % every == 0]
    years = {month for month in named if month.month == 1}
    if named and (len(named) == 1 or named[1] not in years):
        years.add(named[0])
    names = {month: MONTHS[month.month - 1][:3] for month in named}
    return {
        month.isoformat(): f"{names[month]}\n{month.year}"
        if month in years
        else names.get(month, "")
        for month in months
    }
