"""Which of several causes weighs most."""

from collections.abc import Sequence
from decimal import Decimal

from retainer.lib.charts import units
from retainer.lib.charts.drawing import draw
from retainer.lib.charts.palette import stand_in

ROW_HEIGHT = 28
ROOM_FOR_TEXT = Decimal("1.25")  # of the longest bar, for the amount behind it


def ranking(rows: Sequence[tuple[str, Decimal]], *, title: str, unit: str = "") -> str:
    """Horizontal bars in the order given, each with its name before and its amount behind."""
    if not rows:
        return ""
    values = [
        {"label": label, "amount": amount, "text": units.in_words(amount, unit)}
        for label, amount in rows
    ]
    largest = max(abs(amount) for _, amount in rows) or Decimal(1)
    lowest = min(Decimal(0), *(amount for _, amount in rows))
    along = {
        "field": "amount",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [str(lowest), str(largest * ROOM_FOR_TEXT)], "nice": False},
    }
    text = {"type": "text", "align": "left", "baseline": "middle", "dx": 6}
    return draw(
        {
            "height": {"step": ROW_HEIGHT},
            "data": units.table(values, "amount"),
            "encoding": {
                "x": along,
                "y": {
                    "field": "label",
                    "type": "ordinal",
                    "sort": None,
                    "scale": {"padding": 0.35},
                },
            },
            "layer": [
                {"mark": {"type": "bar", "color": stand_in("chart-1")}},
                {"mark": text, "encoding": {"text": {"field": "text"}}},
            ],
        },
        title=title,
        description="; ".join(f"{label} {units.in_words(amount, unit)}" for label, amount in rows),
    )
