"""CSV files that people open in a spreadsheet."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retainer.lib.spreadsheets import csv_file

#: Every character that makes a spreadsheet read a formula, and some that hide one.
TEXT = st.text(alphabet="=+-@\t\r\n'\";,|! aZ(1)", max_size=12) | st.text(max_size=12)


def cells_of(rows: list[tuple[object, object]]) -> list[list[str]]:
    content = csv_file("f.csv", ["one", "two"], rows).content.decode()
    return list(csv.reader(StringIO(content, newline="")))[1:]


@given(rows=st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_no_cell_is_a_formula_and_none_is_lost(rows: list[tuple[str, str]]) -> None:
    cells = cells_of(rows)

    assert not [cell for row in cells for cell in row if cell[:1] and cell[0] in "=+-@\t\r\n"]
    assert [[cell.removeprefix("'") for cell in row] for row in cells] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


@pytest.mark.parametrize("value", ["=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "\n=1"])
def test_a_formula_is_shown_as_text(value: str) -> None:
    assert cells_of([(value, "")]) == [[f"'{value}", ""]]


@pytest.mark.parametrize("value", [Decimal("-12.50"), -3])
def test_a_negative_number_can_still_be_added_up(value: Decimal | int) -> None:
    assert cells_of([(value, "")]) == [[str(value), ""]]


def test_the_file_is_taken_not_shown() -> None:
    assert csv_file("sites.csv", [], [])["Content-Disposition"] == (
        'attachment; filename="sites.csv"'
    )
