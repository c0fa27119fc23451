"""What is left of a month, day by day, beside an even use of it: a small drawing, many to a page.

Drawn directly, not by the renderer of the large charts: a practice has dozens of these on one page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.utils.html import escape

from retainer.lib import format as written
from retainer.lib.charts import units
from retainer.lib.charts.palette import MEANING, stand_in

WIDTH, HEIGHT = 320, 132
#: Room for the labels around the plot.
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 20, 20
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Left:
    """What is left at the end of a day."""

    day: date
    amount: Decimal


def burn_down(
    left: Sequence[Left],
    even: Sequence[Left],
    *,
    title: str,
    unit: str,
    projected: Left | None = None,
) -> str:
    """A line of what is left, a fine one of an even month, a broken one to where it leads."""
    if not even:
        return ""
    plot = _Plot([*left, *even, *([projected] if projected else [])], even[0].day, even[-1].day)
    name = "chart-" + sha256(f"{title}{left}{even}{projected}".encode()).hexdigest()[:10]
    ahead = _line([left[-1], projected], plot, "chart-1", "2", "4 3") if left and projected else ""
    parts = (
        _rule(plot),
        _line(even, plot, "ink-3", "1.2", "2 3"),
        _line(left, plot, "chart-1", "2.2"),
        ahead,
        _dot(left[-1], plot) if left else "",
        *_labels(plot, even, unit),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'class="chart-drawing" role="img" aria-labelledby="{name}-title {name}-text">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-text">{escape(_in_words(left, projected, unit))}</desc>'
        f"{''.join(parts)}</svg>"
    )


class _Plot:
    """Days and amounts as places on the canvas."""

    def __init__(self, points: Sequence[Left], first: date, last: date) -> None:
        self.first, self.span = first, max((last - first).days, 1)
        self.highest = max((point.amount for point in points), default=NOTHING) or Decimal(1)
        self.lowest = min(NOTHING, *(point.amount for point in points))

    def x(self, day: date) -> Decimal:
        along = Decimal((day - self.first).days) / self.span
        return LEFT + along * (WIDTH - LEFT - RIGHT)

    def y(self, amount: Decimal) -> Decimal:
        down = (self.highest - amount) / (self.highest - self.lowest)
        return TOP + down * (HEIGHT - TOP - BOTTOM)


def _place(number: Decimal) -> str:
    return f"{number:.1f}"


def _paint(name: str, how: str) -> str:
    """A colour as a class for the theme in force, and as an attribute for paper."""
    known, colour = MEANING[stand_in(name)]
    return f'class="{how}-{known}" {how}="{colour}"'


def _line(points: Sequence[Left], plot: _Plot, colour: str, width: str, broken: str = "") -> str:
    if len(points) < 2:
        return ""
    path = " ".join(f"{_place(plot.x(p.day))},{_place(plot.y(p.amount))}" for p in points)
    dashes = f' stroke-dasharray="{broken}"' if broken else ""
    return (
        f'<polyline points="{path}" fill="none" stroke-width="{width}" '
        f'stroke-linejoin="round"{dashes} {_paint(colour, "stroke")}/>'
    )


def _dot(point: Left, plot: _Plot) -> str:
    place = f'cx="{_place(plot.x(point.day))}" cy="{_place(plot.y(point.amount))}"'
    return f'<circle {place} r="3.5" {_paint("chart-1", "fill")}/>'


def _rule(plot: _Plot) -> str:
    y = _place(plot.y(NOTHING))
    return (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" '
        f"{_paint('line-strong', 'stroke')}/>"
    )


def _labels(plot: _Plot, even: Sequence[Left], unit: str) -> list[str]:
    ends = f"{even[0].day.day}", f"{even[-1].day.day} {written.MONTHS[even[-1].day.month - 1][:3]}"
    return [
        _text(LEFT, TOP - 8, "start", units.rounded(even[0].amount, unit)),
        _text(LEFT, HEIGHT - 5, "start", ends[0]),
        _text(WIDTH - RIGHT, HEIGHT - 5, "end", ends[1]),
    ]


def _text(x: int, y: int, anchor: str, words: str) -> str:
    paint = _paint("ink-2", "fill")
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-family="Inter" font-size="11" '
        f"{paint}>{escape(words)}</text>"
    )


def _in_words(left: Sequence[Left], projected: Left | None, unit: str) -> str:
    said = [f"{written.day(p.day)}: {units.in_words(p.amount, unit)} left" for p in left]
    if projected:
        amount = units.in_words(projected.amount, unit)
        said.append(f"{written.day(projected.day)}: {amount} left when it goes on like this")
    return "; ".join(said)
