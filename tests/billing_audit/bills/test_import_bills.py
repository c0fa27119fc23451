"""The command that loads bills: what it answers, and what stands in the database then."""

import gzip
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError

from billing_audit.models import BillFile, Invoice, Line, LineShelf
from tests.billing_audit.bills.billed import bill, invoice, row, write
from tests.billing_audit.bills.command import load

pytestmark = pytest.mark.usefixtures("acme")


def test_a_bill_becomes_an_invoice_with_lines(tmp_path: Path) -> None:
    text = bill(row(), row(line_no="2", charge_type="tax", charge_code="TAX", amount="20.01",
                           quantity="", unit_rate="", service_id="", period_from="",
                           period_to=""))  # fmt: skip

    [answer] = load(write(tmp_path, text))

    assert answer == {
        "file": str(tmp_path / "bill.csv"), "status": "imported", "format": "standard-csv",
        "invoices": 1, "lines": 2, "rejected_lines": 0, "warnings": [], "error": None,
    }  # fmt: skip
    made = Invoice.objects.get()
    assert (made.number, str(made.carrier), made.account.number) == ("INV-1", "Corvane", "1001")
    assert (made.lines_total, made.line_count) == (Decimal("583.05"), 2)
    port, tax = Line.objects.order_by("id")
    assert (port.amount, port.unit_rate, port.rate_decimals) == (
        Decimal("563.04"), Decimal("563.04"), 2,
    )  # fmt: skip
    assert (port.billed_service.number, port.charge_code.code) == ("CKT-1", "PORT100")
    assert (port.source_row, tax.source_row) == (2, 3)
    assert (tax.billed_service, tax.quantity, tax.period_from) == (None, None, None)


def test_memo_lines_are_not_added(tmp_path: Path) -> None:
    load(write(tmp_path, bill(row(), row(line_no="2", charge_type="memo", amount="900"))))

    assert Invoice.objects.get().lines_total == Decimal("563.04")


def test_columns_come_in_any_order_with_a_byte_order_mark(tmp_path: Path) -> None:
    columns = ("amount", "charge_type", "line_no", "bill_date", "invoice_no", "account_no",
               "carrier", "Our Remark")  # fmt: skip

    [answer] = load(write(tmp_path, b"\xef\xbb\xbf" + bill(columns=columns).encode()))

    assert (answer["status"], answer["lines"]) == ("imported", 1)
    assert any("our remark" in warning for warning in answer["warnings"])
    assert any("service_id" in warning for warning in answer["warnings"])


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, bill())
    load(path)

    [answer] = load(path)

    assert (answer["status"], answer["lines"]) == ("duplicate", 0)
    assert (BillFile.objects.count(), Line.objects.count()) == (1, 1)


def test_the_same_invoice_number_in_another_file_is_loaded(tmp_path: Path) -> None:
    first = write(tmp_path, bill(), "first.csv")
    second = write(tmp_path, bill(row(description="Sent again")), "second.csv")

    load(first, second)

    assert Invoice.objects.filter(number="INV-1").count() == 2


def test_a_cell_may_span_lines_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    text = bill(row(description="two\nlines"), row(line_no="2"))

    load(write(tmp_path, text))

    first, second = Line.objects.order_by("id")
    assert first.description == "two\nlines"
    assert (first.source_row, second.source_row) == (2, 4)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_are_read(tmp_path: Path, ending: str) -> None:
    [answer] = load(write(tmp_path, bill(row(), row(line_no="2")).replace("\n", ending)))

    assert (answer["status"], answer["lines"]) == ("imported", 2)


def test_text_arrives_as_it_was_written(tmp_path: Path) -> None:
    odd = 'back\\slash\ttab "quotes" \\N, ümlaut 電話'

    load(write(tmp_path, bill(row(description=odd))))

    assert Line.objects.get().description == odd


def test_an_archive_gives_an_answer_per_member(tmp_path: Path) -> None:
    path = tmp_path / "march.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.csv", bill())
        archive.writestr("folder/two.csv", bill(row(invoice_no="INV-2")))
        archive.writestr("readme.txt", "hello")

    answers = load(path)

    assert [answer["file"] for answer in answers] == [
        f"{path}!one.csv", f"{path}!two.csv", f"{path}!readme.txt",
    ]  # fmt: skip
    assert [answer["status"] for answer in answers] == ["imported", "imported", "rejected"]


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, settings) -> None:
    settings.BILL_MAX_UNPACKED_BYTES = 1_000_000
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"0" * 50_000_000))

    [answer] = load(path, status=3)

    assert "unpacks to more than" in answer["error"]


def test_what_cannot_be_typed_is_wrong_usage(tmp_path: Path) -> None:
    for arguments in ({"client": "nobody"}, {"profile": "nobody"}):
        with pytest.raises(CommandError) as wrong:
            load(write(tmp_path, bill()), **arguments)
        assert wrong.value.returncode == 2
    with pytest.raises(CommandError, match="There is no file"):
        load(tmp_path / "none.csv")


def test_a_large_import_gets_a_shelf_of_its_own(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("billing_audit.bills.loading.OWN_SHELF", 5)

    load(write(tmp_path, bill(*invoice("A", 6))), write(tmp_path, bill(*invoice("B", 2)), "b.csv"))

    own, shared = LineShelf.objects.order_by("is_shared")
    assert Line.objects.filter(shelf=own).count() == 6
    assert Line.objects.filter(shelf=shared).count() == 2
    assert BillFile.objects.get(name="bill.csv").shelf == own


def test_bytes_are_kept_as_they_came(tmp_path: Path) -> None:
    path = write(tmp_path, bill())
    load(path)

    assert BillFile.objects.get().stored.content.read() == path.read_bytes()
