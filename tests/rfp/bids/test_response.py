"""A response workbook that comes back is held against the one that was issued."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from rfp.bids.response import NotAResponse, Response, read
from rfp.issuing.workbook import draw
from tests.rfp.request import REQUEST, SECOND

Edit = Callable[[Any], Any]


def filled(book: Any) -> None:
    """What a careful bidder writes."""
    for cell in ("B9", "B10", "B11"):
        book["How to answer"][cell] = "Corvane"
    wanted = book["Requirements"]
    wanted["H2"], wanted["H3"], wanted["J3"] = "Comply as standard", 12.5, "page 4"
    for row in (2, 3):
        book["Sites"][f"H{row}"] = "Yes"
        book["Prices"][f"F{row}"], book["Prices"][f"G{row}"] = 640, "1,200.00"
    for row in range(2, 6):
        book["Declarations"][f"B{row}"] = "none"


def returned(*edits: Edit, of: Any = REQUEST, to: Any = REQUEST) -> Response:
    book = load_workbook(BytesIO(draw(of)))
    for edit in edits:
        edit(book)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return read(file, to)


def told(response: Response) -> list[tuple[str, str, str]]:
    return [(problem.sheet, problem.cell, problem.words) for problem in response.problems]


def test_a_careful_answer_is_sound() -> None:
    response = returned(filled)

    assert told(response) == []
    assert response.is_sound
    assert response.answer("Requirements", "R-002", "Answer") == "12.5"
    assert response.answer("Requirements", "R-002", "Evidence and page") == "page 4"
    assert response.answer("Prices", "P-1", "One-time price, USD") == "1200.00"


def test_missing_answers_are_named_by_cell() -> None:
    cells = {(sheet, cell) for sheet, cell, words in told(returned()) if "missing" in words}

    assert ("Requirements", "H2") in cells
    assert ("Requirements", "J3") in cells
    assert ("Requirements", "H4") not in cells  # for information only
    assert ("Prices", "G3") in cells


def change(sheet: str, cell: str, value: object) -> Edit:
    def edit(book: Any) -> None:
        book[sheet][cell] = value

    return edit


@pytest.mark.parametrize(
    ("edit", "sheet", "cell", "words"),
    [
        (change("Requirements", "H2", "Maybe"), "Requirements", "H2", "“Maybe” is none of"),
        (change("Requirements", "H3", "quick"), "Requirements", "H3", "“quick” is no number."),
        (
            change("Requirements", "D2", "The Provider may lay two paths to each Site."),
            "Requirements",
            "D2",
            "The text was changed. Issued: “The Provider must lay",
        ),
        (change("Requirements", "E2", "scored"), "Requirements", "E2", "Issued: “mandatory”"),
        (change("Prices", "E3", 2), "Prices", "E3", "Issued: “2.5”. Returned: “2”."),
        (change("Prices", "J3", 99), "Prices", "J3", "The formula was =ROUND("),
        (change("Sites", "C2", "15 Main St"), "Sites", "C2", "The text was changed."),
        (change("Sites", "A4", "S-9"), "Sites", "A4", "Rows below the last one are not read."),
        (change("Prices", "B1", "Which"), "Prices", "B1", "The heading was “What”."),
    ],
)
def test_what_must_not_be_is_told_by_cell(edit: Edit, sheet: str, cell: str, words: str) -> None:
    [(where, at, said)] = told(returned(filled, edit))

    assert (where, at) == (sheet, cell)
    assert words in said


def test_an_answer_that_says_nothing_alone_needs_an_explanation() -> None:
    [(_, cell, words)] = told(returned(filled, change("Requirements", "H2", "roadmap (DATE)")))

    assert (cell, words) == ("I2", "“Roadmap (date)” needs an explanation.")


def test_what_does_not_matter_is_tolerated_and_said() -> None:
    def edit(book: Any) -> None:
        book.create_sheet("Our notes")
        book["Requirements"]["D2"] = "The Provider must lay two\npaths to each  Site."
        book["Requirements"].column_dimensions["D"].width = 99

    response = returned(filled, edit)

    assert told(response) == []
    assert response.tolerated == ["The sheet “Our notes” is the bidder's own; it is not read."]


def test_a_bidder_who_sees_no_weights_checks_against_what_they_were_told() -> None:
    whole = replace(REQUEST, shows_weights=False, salt="secret")

    assert told(returned(filled, of=whole, to=whole.told)) == []


def test_a_sheet_that_is_gone_is_told() -> None:
    def edit(book: Any) -> None:
        del book["Declarations"]

    assert told(returned(filled, edit)) == [("Declarations", "", "The sheet is missing.")]


def test_an_answer_to_an_earlier_version_is_told() -> None:
    [(sheet, _, words)] = [
        row for row in told(returned(filled, of=REQUEST, to=SECOND)) if row[0] == "Issue"
    ]

    assert "of version 1; the request is now in version 2" in words
    assert sheet == "Issue"


def test_the_workbook_of_another_request_is_refused() -> None:
    other = replace(REQUEST, reference="ZZ-1", issued_on=date(2026, 5, 5))
    with pytest.raises(NotAResponse, match="answers ZZ-1, not AC-2026-01"):
        returned(filled, of=other)


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(NotAResponse, match="no Excel workbook"):
        read(BytesIO(b"PK no"), REQUEST)
