"""Refused cells in the rows they stand in, read back from the stored file."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import reverse
from openpyxl import Workbook

from billing_audit.bills.raw_rows import SHOWN, Wanted, shown
from billing_audit.models import BillFile
from clients.models import Client, User
from tests.billing_audit.bills.billed import bill, row, write
from tests.billing_audit.bills.command import load
from tests.billing_audit.bills.x12_bills import interchange, saved, written


def parts(path: Path, cell: Wanted, format: str = "standard-csv") -> tuple[str, str, str]:
    [raw] = shown(path, format, [cell])
    return raw.before, raw.bad, raw.after


def test_the_cell_of_the_column_is_marked_not_one_that_says_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b,c\n1,1,1\n7,x,7\n")

    assert parts(path, Wanted(2, "B", "1")) == ("1,", "1", ",1")
    assert parts(path, Wanted(3, "c", "7")) == ("7,x,", "7", "")


def test_cells_in_quotation_marks_are_kept_together(tmp_path: Path) -> None:
    path = write(tmp_path, 'a;b;c\n"1;5";two;3\n')

    assert parts(path, Wanted(2, "b", "two")) == ('"1;5";', "two", ";3")


def test_an_empty_cell_is_marked_where_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b,c\n1,,3\n")

    assert parts(path, Wanted(2, "b", "")) == ("1,", "", ",3")


def test_a_value_is_marked_where_no_column_tells(tmp_path: Path) -> None:
    path = write(tmp_path, "<a>\n<b>12,5x</b>\n</a>\n")

    assert parts(path, Wanted(2, "b", "12,5x"), "ubl") == ("<b>", "12,5x", "</b>")


def test_of_a_long_row_the_surroundings_are_shown(tmp_path: Path) -> None:
    path = write(tmp_path, f"{'x' * 5000}bad{'y' * 5000}\n")

    before, bad, after = parts(path, Wanted(1, "", "bad"), "tmf678")

    assert bad == "bad"
    assert before.startswith("…x")
    assert after.endswith("y…")
    assert len(before + after) <= SHOWN + 2


def test_rows_of_x12_are_segments(tmp_path: Path) -> None:
    path = saved(tmp_path, written(interchange("BIG*2O260301*INV-1")))

    assert parts(path, Wanted(3, "BIG01", "2O260301"), "x12-811") == ("BIG*", "2O260301", "*INV-1")


def test_column_names_may_stand_below_titles(tmp_path: Path) -> None:
    path = write(tmp_path, "Corvane, March\n\na,b,c\n1,1,1\n")

    assert parts(path, Wanted(4, "b", "1"), "mapped-csv") == ("1,", "1", ",1")


def test_rows_of_a_workbook_are_those_of_the_sheet_with_the_column(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Read me"])
    sheet = book.create_sheet("Charges")
    for cells in (["Account", "Amount", "What"], ["A-1", "12,x", "Port, 10"]):
        sheet.append(cells)
    book.save(path := tmp_path / "charges.xlsx")

    assert parts(path, Wanted(2, "Amount", "12,x"), "mapped-xlsx") == (
        "A-1 | ", "12,x", " | Port, 10",
    )  # fmt: skip


def test_letters_of_windows_are_shown_as_such(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b\nGrundgebühr,x\n".encode("cp1252"))

    assert parts(path, Wanted(2, "b", "x")) == ("Grundgebühr,", "x", "")


def test_utf_16_is_read_and_a_row_that_is_not_there_gives_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "a\tb\n1\tzwölf\n".encode("utf-16"))

    assert parts(path, Wanted(2, "b", "zwölf")) == ("1\t", "zwölf", "")
    assert list(shown(path, "mapped-csv", [Wanted(9, "b", "x")])) == []


@pytest.fixture
def refused(acme: Client, tmp_path: Path) -> BillFile:
    """One row of thirty whose amount nobody can read, and one without an invoice number."""
    rows = [row(line_no=str(at)) for at in range(1, 29)]
    rows += [row(invoice_no="B", amount="<b>twelve</b>"), row(invoice_no="C")]
    load(write(tmp_path, bill(*rows)))
    return BillFile.objects.get()


def test_the_page_shows_the_row_with_the_bad_cell_marked(
    client: Browser, casey: User, refused: BillFile
) -> None:
    client.force_login(casey)

    shown = client.get(reverse("bills:file_rejects", args=[refused.public_id])).text

    assert "<mark>&lt;b&gt;twelve&lt;/b&gt;</mark>" in shown
    assert "Corvane,1001,B,2026-03-01" in shown
    assert "1 row</strong> left out, with all of 1 invoice" in shown.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_the_list_tells_rows_and_bills_apart_and_leads_to_them(
    client: Browser, casey: User, refused: BillFile
) -> None:
    client.force_login(casey)

    shown = client.get(reverse("bills:file_list")).text.replace("\N{NO-BREAK SPACE}", " ")

    assert f'<a href="{reverse("bills:file_rejects", args=[refused.public_id])}">1 row</a>' in shown
    assert "all of 1 invoice" in shown
    assert "standard bill CSV, Corvane" in shown


def test_the_download_has_the_raw_row(client: Browser, casey: User, refused: BillFile) -> None:
    client.force_login(casey)

    text = client.get(reverse("bills:file_issues_csv", args=[refused.public_id])).text

    [cell] = csv.DictReader(StringIO(text))
    assert cell["raw_row"].startswith("Corvane,1001,B,2026-03-01,1,CKT-1")


def test_without_its_file_a_refused_cell_is_still_told(
    client: Browser, casey: User, refused: BillFile
) -> None:
    refused.stored.content.storage.delete(refused.stored.content.name)
    client.force_login(casey)

    shown = client.get(reverse("bills:file_rejects", args=[refused.public_id])).text

    assert "twelve" in shown
    assert "<mark>" not in shown


def test_one_number_with_two_bill_dates_is_told_with_both(acme: Client, tmp_path: Path) -> None:
    rows = [row(), row(line_no="2", bill_date="2026-03-31"), row(invoice_no="B")]

    [answer] = load(write(tmp_path, bill(*rows)))

    assert answer["invoices"] == 3
    [warning] = answer["warnings"]
    assert (
        "Invoice INV-1 of account 1001 bears two bill dates, 1 Mar 2026 and 31 Mar 2026" in warning
    )
