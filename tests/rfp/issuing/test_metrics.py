"""Metrics of the later contract stand in every form, with what they are reckoned from."""

from dataclasses import replace
from io import BytesIO

from docx import Document

from clients.people.models import Practice
from rfp.issuing import docx
from rfp.issuing.paper import context
from rfp.issuing.reading import text_of
from tests.rfp.request import METRIC, REQUEST

REQUESTED = replace(REQUEST, metrics=(METRIC,))


def test_the_page_and_the_paper_name_every_fact() -> None:
    ((metric, html, facts),) = text_of(REQUESTED)["metrics"]

    assert metric == METRIC
    assert 'href="#R-001"' in html
    assert {fact.name: fact.lines for fact in facts} == {
        "Inputs": ("total, minutes of the month, min", "down, minutes out of service, min"),
        "Formula": ("100 * (total - down) / total",),
        "Rounded": ("2 digits after the point. Half up: 99.945 becomes 99.95",),
        "Target": ("99.9 %. Higher is better",),
        "Over": ("The calendar month",),
        "Read from": ("The Provider's tickets",),
        "A miss costs": ("5% of the Site's monthly price",),
        "Worked examples": ("down = 43.2, total = 43200 -> 99.90",),
    }
    assert context(REQUESTED, Practice(name="Page & Cole"))["metrics"]


def test_the_word_document_has_them_in_an_appendix() -> None:
    paper = Document(BytesIO(docx.draw(REQUESTED)))

    headings = [each.text for each in paper.paragraphs if each.style.name.startswith("Heading")]
    assert headings[-2:] == [
        "Appendix E. What the contract measures",
        "M-001 Availability of a Site",
    ]
    assert paper.tables[-1].cell(2, 1).text == METRIC.formula


def test_a_request_without_metrics_has_no_appendix_of_them() -> None:
    appendices = text_of(REQUEST)["appendices"]

    assert "metrics" not in {each.kind for each in appendices}
