"""Text tables: letters, delimiters, and whatever may be wrong with a row."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from billing_audit.bills.importers.mapped.profile import Charge, Conventions, Proof, Skip, Table
from tests.billing_audit.bills.mapped.tables import HEADER, PROFILE, laid, read, row, saved, text

UMLAUT = row(What="Anschluß München")


def test_a_row_becomes_a_line_of_its_bill(tmp_path: Path) -> None:
    found = read(saved(tmp_path, text(row())))

    [invoice], [line] = found.invoices, found.lines
    assert (invoice.carrier, invoice.account_no, invoice.invoice_no) == ("Corvane", "A-100", "B-7")
    assert (invoice.bill_date, invoice.currency) == (date(2026, 3, 31), "USD")
    assert (line.service_id, line.charge_type, line.description) == ("5551234", "recurring", "Port")
    assert (line.amount, line.line_no, line.source_row) == (Decimal("55.00"), "2", 2)
    assert found.remarks == []


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_the_byte_order_mark_tells_the_letters(tmp_path: Path, encoding: str, mark: bytes) -> None:
    found = read(saved(tmp_path, mark + text(UMLAUT).encode(encoding)))

    assert found.lines[0].description == "Anschluß München"
    assert found.remarks == []


def test_what_cannot_be_utf_8_is_read_as_windows_wrote_it_and_said(tmp_path: Path) -> None:
    found = read(saved(tmp_path, text(UMLAUT).encode("cp1252")))

    assert found.lines[0].description == "Anschluß München"
    assert "read as Windows-1252" in found.remarks[0]


def test_a_damaged_byte_among_good_letters_is_a_damaged_cell(tmp_path: Path) -> None:
    content = text(UMLAUT, row(Bill="B-8", What="Port!")).encode().replace(b"Port!", b"Por\xff")

    found = read(saved(tmp_path, content))

    [reject] = found.rejects
    assert (reject.row, reject.column, reject.invoice_no) == (3, "What", "B-8")
    assert found.lines[0].description == "Anschluß München"


def test_letters_may_be_settled_by_the_profile(tmp_path: Path) -> None:
    utf_16 = replace(PROFILE, table=Table(encoding="utf-16-le"))
    content = text(UMLAUT).encode("utf-16-le")

    assert read(saved(tmp_path, content), utf_16).lines[0].description == "Anschluß München"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_cells_are_parted_as_the_profile_says(tmp_path: Path, delimiter: str, quote: str) -> None:
    what = f"Port{delimiter} 1 {quote}fast{quote}\nsecond line"
    profile = replace(PROFILE, table=Table(delimiter=delimiter, quote=quote))
    content = text(row(What=what), delimiter=delimiter, quote=quote)

    assert read(saved(tmp_path, content), profile).lines[0].description == what


def test_rows_of_a_bill_may_stand_anywhere(tmp_path: Path) -> None:
    found = read(saved(tmp_path, text(row(), row(Bill="B-8"), row(Amount="(5.00)"))))

    assert [each.invoice_no for each in found.invoices] == ["B-7", "B-8", "B-7"]
    assert [line.amount for line in found.lines] == [55, 55, -5]


def test_a_bill_without_a_number_is_called_by_its_account_and_day(tmp_path: Path) -> None:
    columns = {k: v for k, v in PROFILE.columns.items() if k != "invoice_no"}

    found = read(saved(tmp_path, text(row())), replace(PROFILE, columns=columns))

    assert found.invoices[0].invoice_no == "A-100-20260331"


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        (row(Amount="55.O0"), "Amount", "numbers written like"),
        (row(Amount=""), "Amount", "must not be empty"),
        (row(Kind="Rent"), "Kind", "does not say which kind of charge"),
        (row(Amount="9" * 14), "amount", "as large as this"),
        (row(What="x" * 10_000_000), "description", "longer than 2000"),
        (row(What="a\x00b"), "What", "NUL"),
        (row(**{"Line of": "2.87E+11"}), "Line of", "spreadsheet has shortened"),
    ],
)
def test_a_bad_cell_refuses_its_bill_and_is_named(
    tmp_path: Path, bad: tuple[str, ...], column: str, reason: str
) -> None:
    found = read(saved(tmp_path, text(row(), bad, row(Bill="B-8"))))

    [reject] = found.rejects
    assert (reject.row, reject.column, reject.invoice_no) == (3, column, "B-7")
    assert reason in reject.reason
    assert len(reject.value) <= 200


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("A-100,B-7\r\n", "The row has 2 cells, the table 7 columns."),
        (",".join([*row(), "more"]) + "\r\n", "The row has 8 cells, the table 7 columns."),
        ('A-100,"B-7,03/31/2026\r\n', "never closed"),
        (",".join(row(Account="")) + "\r\n", "must not be empty"),
        (",".join(row(**{"Billed on": "soon"})) + "\r\n", "a day written as MM/DD/YYYY"),
    ],
)
def test_a_row_that_names_no_bill_spoils_those_beside_it(
    tmp_path: Path, bad: str, reason: str
) -> None:
    first, *_ = text(row()).splitlines(keepends=True)
    rows = [",".join(row(Bill=name)) + "\r\n" for name in ("B-1", "B-2", "B-3")]

    found = read(saved(tmp_path, "".join([first, rows[0], rows[1], bad, rows[2], rows[0]])))

    assert found.rejects[0].row == 4
    assert reason in found.rejects[0].reason
    assert {each.invoice_no for each in found.rejects} == {"B-2", "B-3"}


def test_blank_rows_titles_and_repeated_names_are_no_charges(tmp_path: Path) -> None:
    lines = text(row(), HEADER, row(Bill="B-8")).splitlines(keepends=True)
    titles = ["Corvane Ltd.\r\n", "Your bill\r\n"]

    found = read(saved(tmp_path, "".join([*titles, *lines, ",,,,,,\r\n", "\r\n"])))

    assert [line.source_row for line in found.lines] == [4, 6]
    assert found.rejects == []
    assert "stand in row 3; the layout expects them in row 1" in found.remarks[0]
    assert "they are the column names again: 1" in found.remarks[1]


def test_rows_of_totals_are_left_out_and_counted(tmp_path: Path) -> None:
    skips = (
        Skip(column="Kind", words=("Subtotal", "")),
        Skip(column="What", words=("total",), match="begins"),
    )
    rows = (row(), row(Kind=" subtotal"), row(Kind=""), row(What="TOTAL of all"))

    found = read(saved(tmp_path, text(*rows)), replace(PROFILE, skips=skips))

    assert len(found.lines) == 1
    assert found.rejects == []
    assert len(found.remarks) == 3


def test_a_debit_may_be_what_stands_below_zero(tmp_path: Path) -> None:
    conventions = replace(PROFILE.conventions, charges_are="negative")

    found = read(saved(tmp_path, text(row(Amount="-0.0130"), row(Amount="2.00"))),
                 replace(PROFILE, conventions=conventions))  # fmt: skip

    assert [str(line.amount) for line in found.lines] == ["0.0130", "-2.00"]


WIDE = replace(
    PROFILE,
    recognised_by=("Account", "Rent", "Calls"),
    columns={"account_no": "Account", "bill_date": "Day", "service_id": "Number"},
    charge_types={},
    charges=(
        Charge(column="Rent", charge_type="recurring", charge_code="R"),
        Charge(column="Calls", charge_type="usage", quantity="Minutes", unit="MIN"),
        Charge(column="Discount", charge_type="credit", is_credit=True),
    ),
    proofs=(Proof(total="Total", parts=("Rent", "Calls"), perhaps=("Discount",)),),
)
ACROSS = ("Account", "Day", "Number", "Rent", "Calls", "Minutes", "Discount", "Total")


def test_a_row_of_several_sums_becomes_a_line_for_each(tmp_path: Path) -> None:
    rows = (("A", "03/31/2026", "1", "10.00", "0.00", "0", "2.00", "10.00"),
            ("A", "03/31/2026", "2", "0.00", "3.00", "12", "", "3.00"))  # fmt: skip

    found = read(saved(tmp_path, text(*rows, header=ACROSS)), WIDE)

    assert [(line.line_no, str(line.amount), line.quantity) for line in found.lines] == [
        ("2.1", "10.00", None),
        ("2.2", "0.00", 0),
        ("2.3", "-2.00", None),
        ("3.2", "3.00", 12),
    ]
    assert found.faults == []


def test_a_total_that_counts_a_credit_is_lowered_by_it(tmp_path: Path) -> None:
    profile = replace(WIDE, proofs=(Proof(total="Total", parts=("Rent", "Calls", "Discount")),))
    row = ("A", "03/31/2026", "1", "10.00", "1.00", "", "2.00", "9.00")

    assert read(saved(tmp_path, text(row, header=ACROSS)), profile).faults == []


def test_a_total_is_proved_and_not_added(tmp_path: Path) -> None:
    wrong = ("A", "03/31/2026", "1", "10.00", "1.00", "", "", "12.00")
    path = saved(tmp_path, text(wrong, header=ACROSS))

    [fault] = read(path, WIDE).faults
    verdict = laid(path, WIDE).verdict(path)

    assert fault.detail == "Row 2: “Total” is 12.00; its parts (Rent, Calls) come to 11.00."
    assert verdict.rules["MAPPED-TOTAL"] == "fail"


def test_the_total_of_the_bill_is_proved_too(tmp_path: Path) -> None:
    profile = replace(PROFILE, columns={**PROFILE.columns, "stated_total": "Total"})
    path = saved(tmp_path, text((*row(), "60.00"), header=(*HEADER, "Total")))

    verdict = laid(path, profile).verdict(path)

    assert (verdict.verdict, verdict.rules["A03"]) == ("finding", "fail")


def test_balances_are_kept_and_payments_lower_them(tmp_path: Path) -> None:
    balances = {"previous_balance": "Before", "payments": "Paid"}
    profile = replace(PROFILE, columns={**PROFILE.columns, **balances})
    rows = ((*row(), "120.00", "100.00"),)

    [invoice] = read(
        saved(tmp_path, text(*rows, header=(*HEADER, "Before", "Paid"))), profile
    ).invoices

    assert (invoice.previous_balance, invoice.payments) == (120, -100)
    assert invoice.adjustments is None


def test_rows_that_state_different_totals_are_remarked_on(tmp_path: Path) -> None:
    profile = replace(PROFILE, columns={**PROFILE.columns, "stated_total": "Total"})
    rows = ((*row(), "60.00"), (*row(), "61.00"))

    found = read(saved(tmp_path, text(*rows, header=(*HEADER, "Total"))), profile)

    assert "its rows state different totals" in found.remarks[0]


def test_a_file_without_names_is_known_by_its_width_days_and_amounts(tmp_path: Path) -> None:
    letters = dict(zip(HEADER, "ABCDEFG", strict=True))
    columns = {field: letters[name] for field, name in PROFILE.columns.items()}
    profile = replace(PROFILE, table=Table(header_row=0, width=7), columns=columns,
                      recognised_by=())  # fmt: skip

    found = read(saved(tmp_path, text(row(), header=row(Bill="B-6"))), profile)

    assert [each.invoice_no for each in found.invoices] == ["B-6", "B-7"]


def test_conventions_hold_for_the_whole_file(tmp_path: Path) -> None:
    german = replace(PROFILE, conventions=Conventions(decimal=",", thousands=".",
                                                      days=("DD.MM.YYYY",)))  # fmt: skip
    rows = (
        row(Amount="1.234,56", **{"Billed on": "31.03.2026"}),
        row(Amount="1234.56", **{"Billed on": "31.03.2026"}),
    )

    found = read(saved(tmp_path, text(*rows)), german)

    assert [line.amount for line in found.lines] == [Decimal("1234.56")]
    assert "numbers written like 1.234,56" in found.rejects[0].reason
