"""How one amount becomes another, step by step."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from retainer.lib.charts import units
from retainer.lib.charts.drawing import draw
from retainer.lib.charts.palette import stand_in

HEIGHT = 150
LABEL_WIDTH = 13  # letters


@dataclass(frozen=True)
class Step:
    """A change up or down; a ``total`` states the amount reached and stands on the ground."""

    label: str
    amount: Decimal
    is_total: bool = False


def waterfall(steps: Sequence[Step], *, title: str, unit: str = "") -> str:
    """Bars that float from where the last one ended; totals reach down to zero."""
    if not steps:
        return ""
    rows, level = [], Decimal(0)
    for place, step in enumerate(steps):
        start, level = (Decimal(0), step.amount) if step.is_total else (level, level + step.amount)
        rows.append(
            {
                "place": place,
                "next": min(place + 1, len(steps) - 1),
                "label": "\n".join(textwrap.wrap(step.label, LABEL_WIDTH)),
                "from": start,
                "to": level,
                "top": max(start, level),
                "colour": _colour(step),
                "text": units.rounded(step.amount, unit),
            }
        )
    across = {
        "field": "place",
        "type": "ordinal",
        "axis": {
            "labelAngle": 0,
            "labelExpr": units.lines_of([row["label"] for row in rows]),
        },
        "scale": {"paddingInner": 0.35, "paddingOuter": 0.1},
    }
    bar = {
        "mark": "bar",
        "encoding": {
            "y": {"field": "from", "type": "quantitative", "axis": None},
            "y2": {"field": "to"},
            "color": {"field": "colour", "type": "nominal", "scale": None, "legend": None},
        },
    }
    ground = {
        "data": {"values": [{}]},
        "mark": "rule",
        "encoding": {"y": {"datum": 0}, "x": {"value": 0}, "x2": {"value": "width"}},
    }
    joint = {
        "mark": {"type": "rule", "strokeDash": [2, 2]},
        "encoding": {"x2": {"field": "next"}, "y": {"field": "to", "type": "quantitative"}},
    }
    amount = {
        "mark": {"type": "text", "baseline": "bottom", "dy": -4, "fontWeight": 600},
        "encoding": {
            "y": {"field": "top", "type": "quantitative"},
            "text": {"field": "text"},
        },
    }
    return draw(
        {
            "height": HEIGHT,
            "data": units.table(rows, "from", "to", "top"),
            "encoding": {"x": across},
            "layer": [joint, bar, amount, ground],
        },
        title=title,
        description="; ".join(
            f"{step.label} {units.in_words(step.amount, unit)}" for step in steps
        ),
    )


def _colour(step: Step) -> str:
    if step.is_total:
        return stand_in("chart-1")
    return stand_in("good" if step.amount >= 0 else "chart-6")
