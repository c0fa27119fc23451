"""The print base makes a report an executive can read and a screen reader can follow."""

import io
import re

import pypdf
import pytest

from retainer.lib import pdf
from retainer.lib.format import money
from tests.lib import sample_report


@pytest.fixture(scope="module")
def report() -> pypdf.PdfReader:
    drawn = pdf.render(sample_report.html(), {"logo": sample_report.LOGO})
    return pypdf.PdfReader(io.BytesIO(drawn))


@pytest.fixture(scope="module")
def pages(report) -> list[str]:
    return [page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in report.pages]


def test_cover_says_what_for_whom_and_by_whom(pages):
    for words in ("Monthly report", "March 2026", "Acme Logistics", "Harbour Advisory", "40 Dock"):
        assert words in pages[0]
    assert "Page 1 of" not in pages[0]


def test_every_page_after_the_cover_says_where_it_is(pages):
    for number, text in enumerate(pages[1:], 2):
        assert f"Page {number} of {len(pages)}" in text
        assert "Confidential, for Acme Logistics only" in text
        assert "Telecom audit, March 2026" in text


def test_contents_name_the_page_each_chapter_is_on(pages):
    for chapter in sample_report.CONTENTS:
        title, number = re.search(rf"({chapter['title']})\s+(\d+)", pages[1]).groups()
        assert title in pages[int(number) - 1]


def test_amounts_come_out_exactly_and_add_up(pages):
    appendix = "".join(text for text in pages if "INV-99" in text)

    claimed = re.findall(r"INV-\d+, \d+\s*\$[\d,.]+\s*(\$[\d,.]+?\.\d\d)", appendix)
    assert claimed == [line["claimed"] for line in sample_report.lines(40)]
    assert money(sum(range(38, 78)), "USD") in appendix


def test_charts_and_logo_have_words_for_those_who_cannot_see_them(report):
    def alternatives(element: object) -> list[str]:
        element = element.get_object()
        if isinstance(element, list):
            return [words for child in element for words in alternatives(child)]
        if not isinstance(element, dict):
            return []
        own = [str(element["/Alt"])] if element.get("/S") == "/Figure" else []
        return own + (alternatives(element["/K"]) if "/K" in element else [])

    assert alternatives(report.trailer["/Root"]["/StructTreeRoot"]) == [
        "Harbour Advisory",
        "From found to credited",
        "Recoverable amount by cause",
        "Found and credited by month",
    ]


def test_figures_on_charts_are_text(pages):
    assert "−$2,100" in pages[2]


def test_chapters_are_bookmarks_without_the_cover(report):
    titles = [mark.title for mark in report.outline if not isinstance(mark, list)]

    assert titles == [chapter["title"] for chapter in sample_report.CONTENTS]


def test_print_stylesheet_has_the_screens_colours_and_loads_nothing():
    css = pdf.print_css()

    assert "--accent: light-dark(" in css
    assert "url(" not in css
    assert "@font-face" not in css
