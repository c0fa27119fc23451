"""What an import refuses: a file, an invoice for one cell, and every cell by its place."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from billing_audit.models import ImportIssue, Invoice, Line
from clients.models import BillingAccount, Service
from tests.billing_audit.bills.billed import bill, invoice, row, write
from tests.billing_audit.bills.command import load

pytestmark = pytest.mark.usefixtures("acme")


def test_an_invoice_with_a_bad_row_is_refused_whole_and_the_others_load(tmp_path: Path) -> None:
    rows = [*invoice("GOOD", 3), *invoice("BAD", 3), *invoice("FINE", 2)]
    rows[4]["amount"] = "12,50"

    [answer] = load(write(tmp_path, bill(*rows)))

    assert (answer["status"], answer["invoices"], answer["lines"]) == ("partial", 2, 5)
    assert answer["rejected_lines"] == 3
    assert set(Invoice.objects.values_list("number", flat=True)) == {"GOOD", "FINE"}
    issue = ImportIssue.objects.get()
    assert (issue.row, issue.column, issue.value, issue.invoice_no) == (6, "amount", "12,50", "BAD")
    assert "decimal point" in issue.reason


def test_every_bad_cell_of_a_row_is_told(tmp_path: Path) -> None:
    bad = row(amount="", bill_date="1.3.2026", charge_type="rent", line_no="")

    [answer] = load(write(tmp_path, bill(bad)), status=3)

    assert (answer["status"], answer["lines"]) == ("rejected", 0)
    assert set(ImportIssue.objects.values_list("column", flat=True)) == {
        "amount", "bill_date", "charge_type", "line_no",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount", "NaN"), ("amount", "1e5"), ("amount", "1_000"), ("amount", "\u0663"),
        ("amount", "Infinity"), ("amount", "$5"), ("amount", "(5.00)"), ("amount", "5."),
        ("amount", "1234567890123"), ("amount", "1.1234567"), ("unit_rate", "1.123456789"),
        ("bill_date", "2026-02-30"), ("bill_date", "20260301"), ("bill_date", "2026-W09-1"),
        ("period_to", "2026-02-28"), ("charge_type", "memos"),
        ("description", "nul\x00nul"), ("description", "bell\x07"),
        ("service_id", "x" * 10_000_000),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_what_it_should_be_is_refused(
    tmp_path: Path, column: str, value: str
) -> None:
    path = write(tmp_path, bill(*invoice("GOOD", 2), row(**{column: value}, line_no="7")))

    [answer] = load(path)

    assert (answer["status"], answer["invoices"]) == ("partial", 1)
    issue = ImportIssue.objects.get()
    assert (issue.row, issue.column) == (4, column)
    assert len(issue.value) <= 200


def test_cells_in_another_encoding_are_named(tmp_path: Path) -> None:
    text = bill(*invoice("GOOD", 2), row(description="Anschluß")).encode("cp1252")

    [answer] = load(write(tmp_path, text))

    assert answer["status"] == "partial"
    issue = ImportIssue.objects.get()
    assert (issue.row, issue.column, issue.value) == (4, "description", "Anschluß")
    assert "UTF-8" in issue.reason


def test_a_ragged_row_refuses_the_invoice_it_mentions(tmp_path: Path) -> None:
    lines = bill(*invoice("A", 3), *invoice("B", 3)).splitlines()
    lines[3] = lines[3].rpartition(",")[0]

    [answer] = load(write(tmp_path, "\n".join(lines)))

    assert (answer["invoices"], answer["lines"]) == (1, 3)
    assert Invoice.objects.get().number == "B"
    assert "13 cells, the header 14" in ImportIssue.objects.get().reason


def test_a_row_without_invoice_number_refuses_its_neighbours(tmp_path: Path) -> None:
    rows = [*invoice("A", 2), *invoice("B", 3), *invoice("C", 2)]
    rows[3]["invoice_no"] = ""

    load(write(tmp_path, bill(*rows)))

    assert set(Invoice.objects.values_list("number", flat=True)) == {"A", "C"}


def test_a_quotation_mark_that_never_closes_costs_one_row(tmp_path: Path) -> None:
    lines = bill(*invoice("A", 300), *invoice("B", 300)).splitlines()
    lines[2] = lines[2].replace('"MPLS port, 100 Mbps"', '"MPLS port')

    [answer] = load(write(tmp_path, "\n".join(lines)))

    assert (answer["invoices"], answer["lines"], answer["rejected_lines"]) == (1, 300, 300)
    assert ImportIssue.objects.get().row == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"hello", "no bill in a format we read"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n123", "a picture"),
        (b"a,b\n1,2\n", "does not name the columns (standard bill CSV)"),
        (bill(columns=("carrier", "account_no", "invoice_no", "bill_date")).encode(), "no column"),
        (bill().replace(",", ";").encode(), "semicolons"),
        (bill().split("\n")[0].encode(), "no bill line"),
    ],
)
def test_what_is_not_a_bill_is_refused_in_a_sentence(
    tmp_path: Path, text: bytes, words: str
) -> None:
    [answer] = load(write(tmp_path, text), status=3)

    assert (answer["status"], answer["lines"]) == ("rejected", 0)
    assert words in answer["error"]
    assert Line.objects.count() == Invoice.objects.count() == 0


def test_a_refused_invoice_leaves_no_service_code_or_account(tmp_path: Path) -> None:
    rows = [row(), row(account_no="2002", invoice_no="BAD", service_id="X", charge_code="Y",
                       amount="?")]  # fmt: skip

    load(write(tmp_path, bill(*rows)))

    assert BillingAccount.objects.count() == 1
    assert list(Service.objects.values_list("number", flat=True)) == ["CKT-1"]


def test_a_refused_file_beside_one_that_is_loaded_already_ends_as_refused(tmp_path: Path) -> None:
    known = write(tmp_path, bill(), "known.csv")
    load(known)

    answers = load(known, write(tmp_path, b"no bill", "letter.txt"), status=3)

    assert [answer["status"] for answer in answers] == ["duplicate", "rejected"]


def test_an_unknown_profile_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no layout corvane; there are AT&T Premier") as wrong:
        load(write(tmp_path, bill()), profile="corvane")

    assert wrong.value.returncode == 2
