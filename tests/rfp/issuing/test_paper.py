"""The request as a PDF."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from clients.people.models import Practice
from rfp.issuing.paper import draw
from rfp.issuing.shape import IssuedClause, IssuedRequest, IssuedSection, IssuedTable
from tests.rfp.request import REQUEST

PRACTICE = Practice(name="Page & Cole")
TERMS = IssuedSection(
    "Terms",
    (
        IssuedClause("Term", "As in [[C-002]], [[R-002]], R-001; [[C-009]] is nowhere.", "C-001"),
        IssuedClause("Exit", "The Provider helps.\n\n# How\n\n`R-001` is code.", "C-002"),
    ),
    id="S-009",
)
WHOLE = replace(
    REQUEST,
    sections=(*REQUEST.sections, TERMS),
    tables=(
        IssuedTable(
            "Spend by month", datetime(2026, 4, 30, tzinfo=UTC), ("Month", "Sum"), (("Apr", "9"),)
        ),
    ),
    time_zone="America/Chicago",
    consultant="Page & Cole",
)


def drawn(request: IssuedRequest) -> PdfReader:
    return PdfReader(BytesIO(draw(request, PRACTICE)))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture(scope="module")
def whole() -> PdfReader:
    return drawn(WHOLE)


def test_headings_have_numbers_and_the_contents_their_pages(whole: PdfReader) -> None:
    contents = " ".join(whole.pages[1].extract_text().split())

    assert "2 Access" in contents
    assert "3.2 Exit 6" in contents
    assert "Appendix E. Spend by month 11" in contents
    assert "Page 2 of 11" in contents


def test_references_are_computed_and_lead_there(whole: PdfReader) -> None:
    page = whole.pages[5]
    text = " ".join(page.extract_text().split())

    links = {annotation.get_object()["/Dest"] for annotation in page["/Annots"]}

    assert "As in Section 3.2 (page 6), R-002, R-001; [[C-009]] is nowhere." in text
    assert links == {"section-3-2", "R-002", "R-001"}


def test_bookmarks_go_down_to_each_requirement(whole: PdfReader) -> None:
    def titles(entries: list[object]) -> list[object]:
        return [
            titles(each) if isinstance(each, list) else str(each["/Title"])  # type: ignore[index]
            for each in entries
        ]

    found = titles(whole.outline)

    assert found[3:5] == ["2 Access", ["R-001 Two paths", "R-002 Delay", "R-003 Owners"]]
    assert found[6] == ["3.1 Term", "3.2 Exit", ["How"]]


def test_it_prints_what_the_award_is_judged_by(whole: PdfReader) -> None:
    text = words(whole)

    assert "Price Lowest price divided by the price." in text
    assert WHOLE.commitment in text
    assert "As it was on file on 29 Apr 2026, 19:00." in text
    assert "15 Jun 2026, 17:00 (America/Chicago)" in text  # 22:00 in UTC


def test_hidden_weights_are_not_printed() -> None:
    text = words(drawn(replace(REQUEST, shows_weights=False)))

    assert "The weights of requirements are told with the award." in text
    assert "Weights by section" not in text


def test_it_is_the_same_to_the_byte() -> None:
    assert draw(REQUEST, PRACTICE) == draw(REQUEST, PRACTICE)


def test_a_text_of_people_is_no_html() -> None:
    bad = IssuedSection("<b>Bold</b>", (IssuedClause("<i>x</i>", "<script>alert(1)</script>"),))

    text = words(drawn(replace(REQUEST, title="<u>T</u>", sections=(bad,))))

    assert "<script>alert(1)</script>" in text
    assert "<b>Bold</b>" in text
