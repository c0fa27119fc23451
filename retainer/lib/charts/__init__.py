"""Charts as SVG text: the same picture on a screen, in the dark theme and on paper.

Each function takes amounts as ``Decimal`` and gives an accessible drawing whose description reads
out every figure, or an empty string when there is nothing to show.  ``{% chart svg %}`` puts it on
a page.  ``unit`` is a currency code, ``"h"`` for hours, ``"%"`` for shares of one,
or empty for plain numbers.

The drawings are Vega-Lite specifications, rendered without a browser.  The same figures give the
same text and are drawn once per process: the first chart of a process costs most of a second, the
next ones a tenth.
"""

from retainer.lib.charts.burn_down import Left, burn_down
from retainer.lib.charts.month import Point, bars_by_month, lines_by_month
from retainer.lib.charts.palette import on_paper
from retainer.lib.charts.ranking import ranking
from retainer.lib.charts.waterfall import Step, waterfall

__all__ = [
    "Left",
    "Point",
    "Step",
    "bars_by_month",
    "burn_down",
    "lines_by_month",
    "on_paper",
    "ranking",
    "waterfall",
]
