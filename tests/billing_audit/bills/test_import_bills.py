"""The command that loads bills, as a script calls it."""

import gzip
import json
import zipfile
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from billing_audit.models import BilledService, BillFile, ImportIssue, Invoice, Line, LineShelf
from clients.models import BillingAccount, Carrier, Client, Service
from tests.billing_audit.bills.billed import bill, invoice, row, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _acme(acme: Client) -> Client:
    return acme


def load(*files: Path, client: str = "acme", status: int = 0, **options: object) -> list[dict]:
    """What the command answers; it must end with the status."""
    out = StringIO()
    try:
        call_command(
            "import_bills", *map(str, files), client=client, json=True, stdout=out,
            stderr=StringIO(), **options,
        )  # fmt: skip
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert ended == status
    return json.loads(out.getvalue())


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"hello", "no bill in a format we read"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n123", "a picture"),
        (b"a,b\n1,2\n", "Tried: einvoice, standard-csv"),
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


def test_declared_totals_are_stated_also_for_bills_loaded_before(tmp_path: Path) -> None:
    load(write(tmp_path, bill(), "first.csv"))
    declared = write(
        tmp_path,
        "carrier,account_no,invoice_no,bill_date,total\n"
        "Corvane,1001,INV-1,2026-03-01,570.00\nCorvane,1001,INV-2,2026-03-01,563.04\n",
        "declared.csv",
    )

    load(write(tmp_path, bill(row(invoice_no="INV-2")), "second.csv"), declared=declared)

    assert dict(Invoice.objects.values_list("number", "stated_total")) == {
        "INV-1": Decimal("570.00"), "INV-2": Decimal("563.04"),
    }  # fmt: skip


def test_a_declared_total_nobody_can_read_refuses_all(tmp_path: Path) -> None:
    declared = write(
        tmp_path, "account_no,invoice_no,bill_date,total\n1001,INV-1,2026-03-01,lots\n", "d.csv"
    )

    with pytest.raises(SystemExit) as end:
        call_command("import_bills", str(write(tmp_path, bill())), client="acme",
                     declared=declared, stderr=StringIO())  # fmt: skip

    assert end.value.code == 3
    assert not BillFile.objects.exists()


def test_services_on_a_bill_are_proposed_and_those_in_the_inventory_recognised(
    tmp_path: Path, acme: Client
) -> None:
    owned = Service.objects.create(client=acme, number="CKT-1")

    load(write(tmp_path, bill(*invoice("A", 2))))

    assert BilledService.objects.get(number="CKT-1").service == owned
    proposed = BilledService.objects.get(number="CKT-2").service
    assert (proposed.state, proposed.account.number) == ("proposed", "1001")
    owned.refresh_from_db()
    assert owned.state == "confirmed"


def test_a_refused_invoice_leaves_no_service_code_or_account(tmp_path: Path) -> None:
    rows = [row(), row(account_no="2002", invoice_no="BAD", service_id="X", charge_code="Y",
                       amount="?")]  # fmt: skip

    load(write(tmp_path, bill(*rows)))

    assert BillingAccount.objects.count() == 1
    assert list(Service.objects.values_list("number", flat=True)) == ["CKT-1"]


def test_accounts_are_recognised_by_carrier_and_number(tmp_path: Path, acme: Client) -> None:
    carrier = Carrier.objects.create(name="CORVANE")
    account = BillingAccount.objects.create(client=acme, carrier=carrier, number="1001")

    load(write(tmp_path, bill(row(), row(carrier="", line_no="2"))))

    assert Invoice.objects.get().account == account
    assert Line.objects.count() == 2
    assert Carrier.objects.count() == 1


def test_one_file_holds_many_accounts_and_months(tmp_path: Path) -> None:
    rows = [
        row(account_no=account, invoice_no=f"{account}-{month}", bill_date=f"2026-0{month}-01")
        for account in ("1001", "1002")
        for month in (1, 2, 3)
    ]

    [answer] = load(write(tmp_path, bill(*rows)))

    assert answer["invoices"] == 6
    assert BillingAccount.objects.count() == 2


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
