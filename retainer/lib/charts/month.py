"""Amounts over months: what was found and returned, hours used, a bill's course."""

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


@dataclass(frozen=True)
class Point:
    """One amount of one month; ``series`` names what is counted when there are several."""

    month: date
    amount: Decimal
    series: str = ""


def bars_by_month(
    points: Sequence[Point], *, title: str, unit: str = "", stacked: bool = True
) -> str:
    """A bar per month; several series stand on each other, or side by side if not ``stacked``."""
    encoding: dict[str, Any] = {"y": _upward(unit), "order": {"field": "place"}}
    if not stacked:
        encoding["y"]["stack"] = None
        encoding["xOffset"] = {"field": "series", "sort": _series(points)}
    return _over_months(points, title, unit, [{"mark": "bar", "encoding": encoding}])


def lines_by_month(
    points: Sequence[Point], *, title: str, unit: str = "", filled: bool = False
) -> str:
    """A line per series, with a dot for each month; ``filled`` shades the area below."""
    shade = {
        "mark": {"type": "area", "opacity": 0.14, "line": False},
        "encoding": {"y": {**_upward(unit), "stack": None}},
    }
    line = {
        "mark": {"type": "line", "strokeWidth": 2, "point": {"filled": True, "size": 34}},
        "encoding": {"y": _upward(unit)},
    }
    return _over_months(points, title, unit, [shade, line] if filled else [line])


def _over_months(
    points: Sequence[Point], title: str, unit: str, layers: list[dict[str, Any]]
) -> str:
    if not points:
        return ""
    months, series = sorted({point.month for point in points}), _series(points)
    rows = [
        {
            "month": point.month.isoformat(),
            "amount": point.amount,
            "series": point.series,
            "place": series.index(point.series),
        }
        for point in points
    ]
    labels = {month.isoformat(): _label(month, months) for month in months}
    return draw(
        {
            "height": HEIGHT,
            "data": units.table(rows, "amount"),
            "encoding": {
                "x": {
                    "field": "month",
                    "type": "ordinal",
                    "axis": {"labelAngle": 0, "labelExpr": units.lines_of(labels)},
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
            for point in points
        ),
    )


def _series(points: Sequence[Point]) -> list[str]:
    """The series in the order they were first named, which is the order of their colours."""
    return list(dict.fromkeys(point.series for point in points))


def _upward(unit: str) -> dict[str, Any]:
    return {"field": "amount", "type": "quantitative", "axis": units.axis(unit)}


def _label(month: date, months: list[date]) -> str:
    """The month's short name; its year below where a year begins."""
    name = MONTHS[month.month - 1][:3]
    return f"{name}\n{month.year}" if month.month == 1 or month == months[0] else name
