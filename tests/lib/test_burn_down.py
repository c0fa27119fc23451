"""The small drawing of what is left of a month."""

from datetime import date, timedelta
from decimal import Decimal

from lxml import etree

from retainer.lib.charts import Left, burn_down

FIRST = date(2026, 5, 1)
EVEN = [Left(FIRST + timedelta(days=n), Decimal(30 - n)) for n in range(31)]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*left: int, projected: Left | None = None, title: str = "Acme") -> etree._Element:
    points = [Left(FIRST + timedelta(days=n), Decimal(amount)) for n, amount in enumerate(left)]
    return etree.fromstring(burn_down(points, EVEN, title=title, unit="h", projected=projected))


def test_it_reads_out_every_figure() -> None:
    svg = drawn(30, 24, projected=Left(date(2026, 5, 31), Decimal(-6)))

    assert svg.findtext(f"{SVG}title") == "Acme"
    said = svg.findtext(f"{SVG}desc").replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "1 May 2026: 30.00 h left; 2 May 2026: 24.00 h left; "
        "31 May 2026: −6.00 h left when it goes on like this"
    )


def test_every_colour_follows_the_theme_and_stands_on_paper() -> None:
    shapes = [each for each in drawn(30, 24).iter() if each.get("stroke") or each.get("fill")]

    for each in shapes:
        painted = each.get("stroke") or each.get("fill")
        assert painted.startswith("#")
        assert each.get("class")


def test_nothing_people_wrote_becomes_markup() -> None:
    assert drawn(30, title="<b>&").findtext(f"{SVG}title") == "<b>&"


def test_what_goes_below_nothing_stays_on_the_canvas() -> None:
    line = drawn(30, -10).findall(f"{SVG}polyline")[-1]

    heights = [Decimal(point.split(",")[1]) for point in line.get("points").split()]
    assert all(0 <= height <= 132 for height in heights)


def test_without_days_there_is_nothing_to_draw() -> None:
    assert burn_down([], [], title="Acme", unit="h") == ""
