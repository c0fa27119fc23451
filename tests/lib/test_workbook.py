"""Workbooks written row by row."""

import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from retainer.lib import workbook
from retainer.lib.workbook import Cell, Column, Sheet, write

MADE = datetime(2026, 4, 2, 9, 30, tzinfo=UTC)
#: As a workbook knows it, whose days have no zone.
MIDNIGHT = datetime(2026, 3, 31, tzinfo=UTC).replace(tzinfo=None)
COLUMNS = [Column("What"), Column("When"), Column("Amount")]


def written(*sheets: Sheet) -> bytes:
    out = io.BytesIO()
    write(out, sheets, title="March & April", author="Page <Cole>", made=MADE)
    return out.getvalue()


def test_amounts_are_numbers_dates_are_dates_and_text_is_text() -> None:
    rows = [["=1+1 & \x07<b>", date(2026, 3, 31), Decimal("-12.50")], ["+4", None, 7]]

    book = openpyxl.load_workbook(
        io.BytesIO(written(Sheet("Rows", COLUMNS, rows, [["Total", None, Decimal("-5.500")]])))
    )

    sheet = book["Rows"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["What", "When", "Amount"],
        ["=1+1 & <b>", MIDNIGHT, -12.5],
        ["+4", None, 7],
        ["Total", None, -5.5],
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["C2"].number_format == "#,##0.00;−#,##0.00"
    assert sheet["C4"].number_format == "#,##0.000;−#,##0.000"
    assert (sheet["A4"].font.bold, sheet["A2"].font.bold) == (True, False)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C3")
    assert (book.properties.title, book.properties.creator) == ("March & April", "Page <Cole>")
    assert book.properties.modified == MADE.replace(tzinfo=None)


def test_the_same_rows_are_the_same_bytes() -> None:
    def once() -> bytes:
        return written(Sheet("Rows", COLUMNS, [["a", MADE.date(), Decimal(1)]]))

    assert once() == once()


def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    rows = [[str(number), None, number] for number in range(5)]

    book = openpyxl.load_workbook(
        io.BytesIO(written(Sheet("Rows", COLUMNS, rows), Sheet("Other", COLUMNS, [])))
    )

    assert book.sheetnames == ["Rows", "Rows 2", "Rows 3", "Other"]
    assert [book[name]["A2"].value for name in book.sheetnames] == ["0", "2", "4", None]
    assert book["Rows 3"]["C1"].value == "Amount"


def test_totals_are_asked_for_when_the_rows_went_by() -> None:
    seen: list[int] = []

    def rows() -> Iterator[list[Cell]]:
        for number in (2, 3):
            seen.append(number)
            yield ["row", None, number]

    def totals() -> Iterator[list[Cell]]:
        yield ["Total", None, sum(seen)]

    book = openpyxl.load_workbook(io.BytesIO(written(Sheet("Rows", COLUMNS, rows(), totals()))))

    assert book["Rows"]["C4"].value == 5


def test_many_rows_take_no_more_memory_than_few() -> None:
    rows = ([f"row {number}", date(2026, 3, 1), Decimal(number)] for number in range(30_000))
    tracemalloc.start()
    try:
        write(io.BytesIO(), [Sheet("Rows", COLUMNS, rows)], title="", author="", made=MADE)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 8_000_000
