"""Charts show the figures they were given, to eyes and to screen readers, in both themes."""

import json
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from retainer.lib import charts
from retainer.lib.charts import palette
from retainer.lib.months import shifted
from retainer.templatetags import ui

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SVG = "{http://www.w3.org/2000/svg}"


def months(*series: str) -> list[charts.Point]:
    return [
        charts.Point(month, Decimal(amount), name)
        for name in series
        for month, amount in ((JANUARY, "1200.50"), (FEBRUARY, "800"))
    ]


DRAWINGS = {
    "waterfall": lambda: charts.waterfall(
        [
            charts.Step("Found", Decimal("1000.60"), is_total=True),
            charts.Step("Not valid after review", Decimal("-250.10")),
            charts.Step("Found later", Decimal("50")),
            charts.Step("Credited", Decimal("800.50"), is_total=True),
        ],
        title="From found to credited",
        unit="USD",
    ),
    "bars": lambda: charts.bars_by_month(months("Found", "Credited"), title="By month", unit="EUR"),
    "bars side by side": lambda: charts.bars_by_month(
        months("Found", "Credited"), title="By month", unit="EUR", stacked=False
    ),
    "shares under a target": lambda: charts.bars_by_month(
        [
            charts.Point(JANUARY, Decimal("0.4"), "Do"),
            charts.Point(JANUARY, Decimal("0.6"), "Rest"),
        ],
        title="Shares",
        unit="%",
        target=[charts.Point(each, Decimal("0.5"), "Agreed") for each in (JANUARY, FEBRUARY)],
    ),
    "lines": lambda: charts.lines_by_month(months(""), title="Hours", unit="h", filled=True),
    "ranking": lambda: charts.ranking(
        [("Billed above contract", Decimal("800.10")), ("Billed twice", Decimal(0))],
        title="By cause",
        unit="USD",
    ),
}


@pytest.fixture(params=DRAWINGS)
def drawing(request) -> etree._Element:
    return etree.fromstring(DRAWINGS[request.param]())


def texts(svg: etree._Element) -> list[str]:
    return [text.text for text in svg.iter(f"{SVG}text")]


def test_nothing_in_it_needs_inline_styles_or_scripts(drawing):
    for element in drawing.iter():
        assert etree.QName(element).localname not in ("style", "script", "foreignObject", "image")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_it_is_one_picture_with_a_name_and_a_description(drawing):
    title, description = drawing[0], drawing[1]

    assert (drawing.get("role"), title.tag, description.tag) == ("img", f"{SVG}title", f"{SVG}desc")
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert not drawing.xpath("//*[@role and @role != 'img']")


def test_every_colour_follows_the_theme(drawing):
    """A class for screens and the light theme's colour for paper, or no paint at all."""
    for element in drawing.iter():
        for paint in ("fill", "stroke"):
            colour = element.get(paint)
            if colour in (None, "none", "transparent"):
                continue
            (name,) = re.findall(rf"{paint}-([\w-]+)", element.get("class", ""))
            assert colour == dict(palette.MEANING.values())[name]


def test_every_colour_class_is_in_the_stylesheet():
    css = (palette.TOKENS_CSS.parent / "chart.css").read_text()

    for name in palette.NAMES:
        for paint in ("fill", "stroke"):
            assert f".chart-drawing .{paint}-{name} {{ {paint}: var(--{name}); }}" in css


def test_text_is_text_in_our_font(drawing):
    assert {text.get("font-family") for text in drawing.iter(f"{SVG}text")} == {"Inter"}


@pytest.mark.parametrize("name", ["bars", "bars side by side", "lines"])
def test_months_are_drawn_for_a_phone_too_in_letters_of_the_same_size(name):
    wide = DRAWINGS[name]()
    desk, phone = etree.fromstring(wide), etree.fromstring(wide.narrow)

    def sizes(svg: etree._Element) -> set[str]:
        return {text.get("font-size") for text in svg.iter(f"{SVG}text")}

    assert (desk.get("width"), phone.get("width")) == ("640", "320")
    assert sizes(desk) == sizes(phone)
    assert desk[1].text == phone[1].text
    assert desk.get("aria-labelledby") != phone.get("aria-labelledby")


def test_a_page_holds_both_drawings_of_which_the_width_of_the_screen_shows_one():
    page = ui.chart(DRAWINGS["bars"](), "By month.")
    alone = ui.chart(DRAWINGS["waterfall"]())

    assert re.findall(r'class="(on-\w+)"', page) == ["on-desk", "on-phone"]
    assert page.count("<svg") == 2
    assert alone.count("<svg") == 1


def test_waterfall_says_each_step():
    svg = etree.fromstring(DRAWINGS["waterfall"]())

    assert svg[0].text == "From found to credited"
    assert svg[1].text == (
        "Found $1,000.60; Not valid after review −$250.10; Found later $50.00; Credited $800.50"
    )
    assert {"$1,001", "−$250", "$50.00", "$801"} <= set(texts(svg))
    assert {"Not valid", "after review"} <= set(texts(svg))


def test_waterfall_bars_float_where_the_last_one_ended():
    svg = etree.fromstring(DRAWINGS["waterfall"]())

    bars = [path.get("d") for path in svg.iter(f"{SVG}path") if "fill-" in path.get("class", "")]
    assert len(bars) == 4
    edges = [sorted(float(y) for _, y in re.findall(r"([\d.]+),([\d.]+)", bar)) for bar in bars]
    assert edges[1][0] == pytest.approx(edges[0][0], abs=0.1)  # starts at the top of the first
    assert edges[2][-1] == pytest.approx(edges[1][-1], abs=0.1)  # rises from the second's bottom


def test_a_target_is_a_broken_line_that_is_read_out_too():
    svg = etree.fromstring(DRAWINGS["shares under a target"]())

    assert len([path for path in svg.iter(f"{SVG}path") if path.get("stroke-dasharray")]) == 1
    assert {"0%", "100%"} <= set(texts(svg))
    assert svg[1].text.endswith("Feb\N{NO-BREAK SPACE}2026, Agreed: 50%")


def test_months_are_named_once_with_their_year():
    svg = etree.fromstring(DRAWINGS["bars"]())

    assert {"Jan", "2026", "Feb", "Found", "Credited"} <= set(texts(svg))
    assert svg[1].text.startswith("Jan\N{NO-BREAK SPACE}2026, Found: €1,200.50; ")


def test_the_years_of_neighbours_do_not_run_into_each_other():
    points = [charts.Point(month, Decimal(1)) for month in (date(2025, 12, 1), JANUARY)]

    drawn = charts.bars_by_month(points, title="By month")
    alone = charts.bars_by_month(points[:1], title="By month")

    assert [text for text in texts(etree.fromstring(drawn)) if text.startswith("20")] == ["2026"]
    assert "2025" in texts(etree.fromstring(alone))


@pytest.mark.parametrize(
    ("count", "first"), [(12, ["Jan", "Feb"]), (36, ["Jan", "Apr"]), (60, ["Jan", "Jan"])]
)
def test_of_many_months_few_are_named_so_that_no_name_runs_into_the_next(
    count: int, first: list[str]
):
    points = [charts.Point(shifted(JANUARY, by), Decimal(by)) for by in range(count)]

    drawn = texts(etree.fromstring(charts.lines_by_month(points, title="Cash").narrow))

    named = [text for text in drawn if text in MONTHS]
    assert named[:2] == first
    assert len(named) <= 14


def test_axis_labels_are_short():
    hours = texts(etree.fromstring(DRAWINGS["lines"]()))
    money = texts(etree.fromstring(DRAWINGS["bars"]()))

    assert "1k\N{NO-BREAK SPACE}h" in hours
    assert "€1k" in money


def test_same_figures_give_the_same_text():
    assert DRAWINGS["ranking"]() == DRAWINGS["ranking"]()


def test_two_charts_on_a_page_share_no_id():
    one, other = (
        set(re.findall(r' id="([^"]+)"', DRAWINGS[name]()))
        for name in ("bars", "bars side by side")
    )

    assert not one & other


def test_words_of_strangers_stay_words():
    hostile = "</text><script>alert(1)</script> ' \" \\"

    svg = charts.waterfall([charts.Step(hostile, Decimal(1))], title=hostile)

    assert "<script" not in svg
    assert etree.fromstring(svg)[0].text == hostile


@pytest.mark.parametrize(
    "empty",
    [charts.waterfall, charts.bars_by_month, charts.lines_by_month, charts.ranking],
)
def test_nothing_to_show_is_an_empty_string(empty):
    assert empty([], title="Nothing") == ""


def test_charts_cost_nothing_before_the_first_one():
    """Every command and every web process imports them."""
    code = "import json, sys, retainer.lib.charts; print(json.dumps(sorted(sys.modules)))"
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert not {"altair", "pandas", "numpy"} & set(json.loads(found.stdout))
