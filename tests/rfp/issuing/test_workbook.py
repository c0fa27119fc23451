"""The response workbook: what is asked, locked and computed."""

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from rfp.issuing.grid import COMPLIANCE
from rfp.issuing.workbook import draw
from tests.rfp.request import REQUEST, SECOND


def opened(**options: object) -> object:
    return load_workbook(BytesIO(draw(REQUEST, **options)))  # type: ignore[arg-type]


def test_only_what_is_asked_can_be_written() -> None:
    page = opened()["Requirements"]  # type: ignore[index]

    assert page.protection.sheet
    assert [(cell.coordinate, cell.protection.locked) for cell in page[2]] == [
        (f"{letter}2", letter not in "HIJ") for letter in "ABCDEFGHIJ"
    ]


def test_answers_are_chosen_from_a_list() -> None:
    page = opened()["Requirements"]  # type: ignore[index]
    lists = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}

    assert lists["H2"].formula1 == f'"{",".join(COMPLIANCE)}"'
    assert len(lists["H2"].formula1) <= 255, "Excel opens no longer list"
    assert lists["H3"].type == "decimal"


def test_prices_add_up_in_the_file() -> None:
    page = opened()["Prices"]  # type: ignore[index]

    assert page["J2"].value == "=ROUND(E2*((F2*36+G2)*(1+H2/100)+I2),2)"
    assert page["J4"].value == "=SUM(J2:J3)"
    assert page["J2"].protection.locked


def test_changed_rows_are_marked() -> None:
    page = opened(changed=frozenset({"R-002"}))["Requirements"]  # type: ignore[index]

    assert page["D3"].fill.fgColor.rgb == "00DCEBFF"
    assert page["D2"].fill.fill_type is None


def test_the_file_says_which_issue_it_is_of() -> None:
    page = opened()["Issue"]  # type: ignore[index]

    assert page.sheet_state == "hidden"
    assert page["B3"].value == REQUEST.digest != SECOND.digest


def test_words_that_begin_like_a_formula_stay_words() -> None:
    bad = replace(REQUEST, title="=HYPERLINK(1)", contact="=1+1")
    page = load_workbook(BytesIO(draw(bad)))["How to answer"]

    assert page["B5"].data_type == "s"
