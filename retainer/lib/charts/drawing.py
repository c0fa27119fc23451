"""From a Vega-Lite specification to an SVG that is small, accessible and themed."""

import hashlib
import json
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert
from lxml import etree

from retainer.lib.charts.palette import MEANING, stand_in

vl_convert.register_font_directory(str(Path(__file__).resolve().parents[3] / "static" / "fonts"))

SVG = "{http://www.w3.org/2000/svg}"
WIDTH, FONT_SIZE = 640, 12
#: As wide as a phone shows it, so that lettering keeps its size there.
NARROW = 320
#: Attributes for interaction or for styles that a picture does not have.
IDLE = ("class", "role", "pointer-events", "aria-hidden", "aria-label", "aria-roledescription")
#: Attributes that say where things are, and numbers finer than any screen or printer.
PLACES = {"d", "transform", "x", "y", "x2", "y2", "width", "height"}
LONG = re.compile(r"\d+\.\d{3,}(?:e-?\d+)?")

STYLE: dict[str, Any] = {
    "aria": False,
    "background": None,
    "font": "Inter",
    "padding": 2,
    "autosize": {"type": "fit-x", "contains": "padding"},
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "title": None,
        "labelPadding": 6,
        "labelFontSize": FONT_SIZE - 1,
        "labelColor": stand_in("ink-2"),
        "gridColor": stand_in("line"),
        "labelLimit": 220,
    },
    "axisQuantitative": {"grid": True, "tickCount": 4},
    "legend": {
        "title": None,
        "orient": "top",
        "symbolType": "square",
        "labelFontSize": FONT_SIZE - 1,
        "labelColor": stand_in("ink-2"),
        "labelLimit": 300,
        "offset": 8,
    },
    "text": {"fontSize": FONT_SIZE, "color": stand_in("ink")},
    "rule": {"color": stand_in("line-strong")},
    "bar": {"cornerRadiusEnd": 2},
}


class Drawing(str):
    """The finished SVG, and the same drawn for a phone where there is such a drawing."""

    __slots__ = ("narrow",)

    def __new__(cls, svg: str, narrow: str = "") -> "Drawing":
        drawing = super().__new__(cls, svg)
        drawing.narrow = narrow
        return drawing


def draw(
    specification: dict[str, Any], *, title: str, description: str, fits_phone: bool = False
) -> Drawing:
    """The finished SVG; drawn once for the same words and figures."""

    def drawn(width: int) -> str:
        whole = {"width": width, **specification, "config": STYLE}
        return _drawn(json.dumps(whole), title, description)

    return Drawing(drawn(WIDTH), drawn(NARROW) if fits_phone else "")


@lru_cache(maxsize=256)
def _drawn(specification: str, title: str, description: str) -> str:
    svg = etree.fromstring(vl_convert.vegalite_to_svg(specification))
    name = "chart-" + hashlib.sha256(f"{specification}{title}".encode()).hexdigest()[:10]
    for text in list(svg.iter(f"{SVG}text")):
        _split_lines(text)
    for element in list(svg.iter()):
        _clean(element)
    for element in svg.iter(f"{SVG}clipPath"):  # two charts on a page must not share a name
        element.set("id", f"{name}-{element.get('id')}")
    svg.set("class", "chart-drawing")
    svg.set("role", "img")
    svg.set("aria-labelledby", f"{name}-title {name}-text")
    for place, (tag, words) in enumerate((("title", title), ("desc", description))):
        told = etree.Element(f"{SVG}{tag}", id=f"{name}-{'text' if place else 'title'}")
        told.text = words
        svg.insert(place, told)
    etree.cleanup_namespaces(svg)
    return re.sub(
        r"url\(#(clip\d+)\)", rf"url(#{name}-\1)", etree.tostring(svg, encoding="unicode")
    )


def _split_lines(text: etree._Element) -> None:
    """Give each line its own text element: on paper, lines inside one lose their alignment."""
    lines = text.findall(f"{SVG}tspan")
    down = 0
    for line in lines:
        down += int(Decimal(line.get("dy", "0")))
        text.addprevious(etree.Element(text.tag, {**text.attrib, "y": str(down)}))
        text.getprevious().text = line.text
    if lines:
        text.getparent().remove(text)


def _clean(element: etree._Element) -> None:
    """Drop what a still picture does not need and turn stand-ins into classes."""
    if element.tag == f"{SVG}path" and element.get("d") in ("", "M0,0h0v0h0Z"):
        element.getparent().remove(element)
        return
    for idle in IDLE:
        element.attrib.pop(idle, None)
    for place in PLACES & set(element.attrib):
        element.set(place, LONG.sub(lambda found: f"{Decimal(found[0]):.2f}", element.get(place)))
    classes = []
    for paint in ("fill", "stroke"):
        meant = MEANING.get(element.get(paint, "").lower())
        if meant:
            classes.append(f"{paint}-{meant[0]}")
            element.set(paint, meant[1])
    if classes:
        element.set("class", " ".join(classes))
