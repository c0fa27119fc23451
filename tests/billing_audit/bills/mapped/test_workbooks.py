"""Workbooks: figures and days as they are stored, formulas by their results."""

import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from billing_audit.bills.importers.mapped import sheets
from billing_audit.bills.importers.mapped.profile import Table
from billing_audit.bills.importers.mapped.workbook import opened
from billing_audit.bills.importers.standard_csv.cells import Unreadable
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.mapped.tables import (
    HEADER,
    IN_A_WORKBOOK,
    laid,
    read,
    row,
    workbook,
)

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(**targets: str) -> str:
    """The parts of a workbook by their kinds, which are their links as well."""
    links = "".join(
        f'<Relationship Id="{kind}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f"<Relationships>{links}</Relationships>"


def sheet_of(folder: Path, rows: str, **parts: str | bytes) -> Path:
    """A workbook whose one sheet is this XML."""
    path = folder / "table.xlsx"
    members = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="Bill" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def cells_of(folder: Path, cells: str, **parts: str) -> list[sheets.Cell]:
    with opened(sheet_of(folder, f'<row r="1">{cells}</row>', **parts)) as book:
        [found] = sheets.Rows(book, book.sheets[0])
        return found.cells


def test_a_row_becomes_a_line_whatever_its_cells_are(tmp_path: Path) -> None:
    stored = (287012345678, "B-7", date(2026, 3, 31), 5551234, "Monthly", "Port", 55.1)

    found = read(workbook(tmp_path, stored, row(Amount="$1,055.10")), IN_A_WORKBOOK)

    assert [line.amount for line in found.lines] == [Decimal("55.1"), Decimal("1055.10")]
    assert found.invoices[0].account_no == "287012345678"
    assert found.invoices[0].bill_date == date(2026, 3, 31)
    assert found.lines[0].service_id == "5551234"
    assert found.rejects == found.remarks == []


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("1234.5599999999999", "1234.56"),
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.300000000000000"),
        ("-12.340000000000002", "-12.3400000000000"),
        ("1E-3", "0.001"),
        ("1.5E+3", "1500"),
        ("0.0", "0"),
    ],
)
def test_a_stored_number_is_what_the_program_shows(stored: str, number: str) -> None:
    assert sheets.number_of(stored) == Decimal(number)


@pytest.mark.parametrize("stored", ["NaN", "1E+999", "1,5", "0x1", "1" * 60])
def test_no_other_number_is_taken(stored: str) -> None:
    assert isinstance(sheets.number_of(stored), Unreadable)


def test_texts_may_be_shared_inline_formatted_or_escaped(tmp_path: Path) -> None:
    shared = (
        f'<sst xmlns="{NAMESPACE}"><si><r><t>Po</t></r><r><t>rt</t></r><rPh><t>x</t></rPh></si>'
        "<si><t>two_x000A_lines</t></si></sst>"
    )
    cells = (
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="D1" t="inlineStr"><is><t>in</t></is></c><c t="b"><v>1</v></c>'
        '<c t="str"><f>A1</f><v>made</v></c><c t="d"><v>2026-03-31</v></c>'
    )

    found = cells_of(tmp_path, cells, **{"xl/sharedStrings.xml": shared})

    assert found == ["Port", "two\nlines", "", "in", "TRUE", "made", datetime(2026, 3, 31)]  # noqa: DTZ001


def test_days_are_numbers_in_a_style_of_days(tmp_path: Path) -> None:
    styles = (
        f'<styleSheet xmlns="{NAMESPACE}"><numFmts>'
        '<numFmt numFmtId="164" formatCode="&quot;day&quot; 0.00"/>'
        '<numFmt numFmtId="165" formatCode="[$-409]d\\-mmm\\-yy"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
        "</cellXfs></styleSheet>"
    )
    linked = relations(worksheet="/xl/worksheets/sheet1.xml", styles="styles.xml")
    cells = "".join(f'<c s="{style}"><v>46112.5</v></c>' for style in range(4))

    found = cells_of(
        tmp_path, cells, **{"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": linked}
    )

    noon = datetime(2026, 3, 31, 12)  # noqa: DTZ001
    assert found == [Decimal("46112.5"), noon, Decimal("46112.5"), noon]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("<c><f>1+1</f></c>", "formula without its result"),
        ('<c t="e"><v>#REF!</v></c>', "the error #REF!"),
        ("<c><v>1e999</v></c>", "large or as small"),
    ],
)
def test_a_cell_without_a_value_is_named(tmp_path: Path, cell: str, reason: str) -> None:
    book = workbook(tmp_path, row())
    with zipfile.ZipFile(book) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    start = sheet.index('<c r="G2"')
    end = sheet.index("</c>", start) + len("</c>")
    broken = sheet[:start] + cell.replace("<c", '<c r="G2"', 1) + sheet[end:]
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in {**members, "xl/worksheets/sheet1.xml": broken}.items():
            archive.writestr(name, content)

    [reject] = read(book, IN_A_WORKBOOK).rejects

    assert (reject.row, reject.column, reject.invoice_no) == (2, "Amount", "B-7")
    assert reason in reject.reason


def test_other_sheets_with_the_same_columns_are_said_to_be_unread(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["About this export"])
    for name in ("March", "April", "Old"):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(row(Bill=name))
    sheet.sheet_state = "hidden"
    book.save(tmp_path / "table.xlsx")
    april = replace(IN_A_WORKBOOK, table=Table(kind="xlsx", sheet="April"))

    first = read(tmp_path / "table.xlsx", IN_A_WORKBOOK)
    wanted = read(tmp_path / "table.xlsx", april)

    assert first.invoices[0].invoice_no == "March"
    assert "“April” with the same columns was not" in first.remarks[0]
    assert wanted.invoices[0].invoice_no == "April"


def test_hidden_rows_are_read_and_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for each in (HEADER, row(), row()):
        book.active.append(each)
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "table.xlsx")

    found = read(tmp_path / "table.xlsx", IN_A_WORKBOOK)

    assert len(found.lines) == 2
    assert "Rows that the sheet hides, which were read all the same: 1." in found.remarks


def test_a_number_too_long_for_a_workbook_names_no_account(tmp_path: Path) -> None:
    [reject] = read(workbook(tmp_path, (28701234567891234, *row()[1:])), IN_A_WORKBOOK).rejects

    assert "A spreadsheet has shortened this number" in reject.reason


@pytest.mark.parametrize(
    ("rows", "parts", "reason"),
    [
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', {}, "too_many_columns"),
        ('<row r="1048577"><c r="A1"><v>1</v></c></row>', {}, "too_many_rows"),
        ('<row r="1"><c r="1A"><v>1</v></c></row>', {}, "damaged"),
        ('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', {}, "damaged"),
        ('<row r="1"><c r="A1">', {}, "damaged"),
        ("<row>" * 300, {}, "damaged"),
        ("", {"xl/workbook.xml": "<workbook"}, "damaged"),
        ("", {"xl/_rels/workbook.xml.rels": "<Relationships/>"}, None),
    ],
)
def test_a_workbook_that_is_none_is_refused_in_words(
    tmp_path: Path, rows: str, parts: dict[str, str], reason: str | None
) -> None:
    path = sheet_of(tmp_path, rows, **parts)
    if reason is None:
        assert sheets.beginnings(path) == []
        return

    with pytest.raises(Refused) as refused:
        sheets.beginnings(path)

    assert refused.value.reason == reason


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    hostile = (
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        f'<worksheet xmlns="{NAMESPACE}"><sheetData><row r="1"><c t="str"><v>&b;</v></c></row>'
        "</sheetData></worksheet>"
    )

    with pytest.raises(Refused) as refused:
        sheets.beginnings(sheet_of(tmp_path, "", **{"xl/worksheets/sheet1.xml": hostile}))

    assert refused.value.reason == "doctype"


def test_a_file_that_says_it_is_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    path = sheet_of(tmp_path, '<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>')

    [beginning] = sheets.beginnings(path)

    assert beginning.rows == [(1_048_576, ["x"])]


def test_the_verdict_needs_no_database(tmp_path: Path) -> None:
    path = workbook(tmp_path, row())

    verdict = laid(path, IN_A_WORKBOOK).verdict(path)

    assert (verdict.format, verdict.verdict) == ("mapped-xlsx", "cannot-check")
