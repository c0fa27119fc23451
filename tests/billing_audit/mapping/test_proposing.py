"""What is proposed for a table that nobody has seen before."""

from datetime import datetime

import pytest

from billing_audit.bills.importers.mapped.opening import delimiter_of
from billing_audit.bills.importers.mapped.profile import Profile, Proof
from billing_audit.mapping.proposing import propose
from billing_audit.mapping.tables import header_row_of
from billing_audit.mapping.words import charge_type_of, is_total, meaning_of

HEADS = ["Account Number", "Invoice No", "Invoice Date", "Phone Number", "Category", "Net Amount"]
ROWS = [
    ["77-1", "N-1", "03/14/2026", "555-0100", "Monthly Charges", "1,240.50"],
    ["77-1", "N-1", "03/14/2026", "555-0100", "Taxes and fees", "(3.10)"],
    ["77-1", "N-1", "03/14/2026", "555-0101", "Zorp", "12.00"],
]


def test_a_long_table_is_known_by_the_words_of_the_trade() -> None:
    profile = propose(Profile(name="", carrier="Norlink"), HEADS, ROWS)

    assert profile.columns == {
        "account_no": "Account Number",
        "invoice_no": "Invoice No",
        "bill_date": "Invoice Date",
        "service_id": "Phone Number",
        "charge_type": "Category",
        "amount": "Net Amount",
    }
    assert profile.charge_types == {"Monthly Charges": "recurring", "Taxes and fees": "tax"}
    assert profile.conventions.days == ("M/D/YYYY",)
    assert profile.recognised_by == tuple(HEADS)


def test_several_amounts_in_a_row_are_charges_of_their_own_and_their_total_proves_them() -> None:
    heads = ["Account number", "Invoice date", "Wireless number", "Total monthly charges",
             "Total taxes", "Total KB usage", "Total current charges"]  # fmt: skip
    rows = [["77", "2026-03-01", "555", "40.00", "3.20", "1024", "43.20"]]

    profile = propose(Profile(name=""), heads, rows)

    assert [(each.column, each.charge_type) for each in profile.charges] == [
        ("Total monthly charges", "recurring"),
        ("Total taxes", "tax"),
    ]
    assert profile.proofs == (
        Proof(total="Total current charges", parts=("Total monthly charges", "Total taxes")),
    )
    assert "amount" not in profile.columns


def test_days_that_may_be_read_both_ways_are_left_to_the_person() -> None:
    heads = ["Account", "Bill date", "Amount"]

    profile = propose(Profile(name=""), heads, [["1", "03/04/2026", "1.00"]])

    assert profile.conventions.days == ()


def test_another_column_may_settle_the_order_of_day_and_month() -> None:
    heads = ["Account", "Bill date", "Period from", "Amount"]

    profile = propose(Profile(name=""), heads, [["1", "03/04/2026", "17/03/2026", "1.00"]])

    assert profile.conventions.days == ("D/M/YYYY",)


def test_days_kept_as_such_in_a_workbook_leave_nothing_open() -> None:
    heads = ["Account", "Bill date", "Amount"]

    day = datetime(2026, 3, 4)  # noqa: DTZ001 a workbook knows no time zone
    profile = propose(Profile(name=""), heads, [["1", day, "1.00"]])

    assert (profile.columns["bill_date"], profile.conventions.days) == (
        "Bill date",
        ("YYYY-MM-DD",),
    )


def test_a_decimal_comma_is_found_by_what_no_point_could_have_written() -> None:
    heads = ["Account", "Bill date", "Amount"]

    profile = propose(Profile(name=""), heads, [["1", "31.3.2026", "1.234,56"], ["1", "", "5,00"]])

    assert (profile.conventions.decimal, profile.conventions.thousands) == (",", ".")


def test_a_column_is_no_amount_when_its_cells_are_words() -> None:
    profile = propose(Profile(name=""), ["Account", "Charge"], [["1", "Line rental"]])

    assert "amount" not in profile.columns


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("BAN", "account_no"),
        ("Billing Account", "account_no"),
        ("Wireless number", "service_id"),
        ("Circuit ID", "service_id"),
        ("USOC", "charge_code"),
        ("Qty.", "quantity"),
        ("Charge Amount (USD)", "amount"),
        ("Due Date", "due_date"),
        ("Colour", None),
    ],
)
def test_heads_mean_what_the_trade_means_by_them(head: str, meaning: str | None) -> None:
    found = meaning_of(head)

    assert (found and found[0]) == meaning


def test_kinds_of_charge_are_told_by_the_strongest_word() -> None:
    told = ["Monthly service credit", "Late payment fee", "State tax on data", "Colour"]

    assert [charge_type_of(word) for word in told] == ["credit", "late_fee", "tax", ""]
    assert is_total("Total current charges")
    assert not is_total("Total taxes")


def test_separators_and_the_row_of_names_are_found() -> None:
    semicolons = "Norlink;;\nKonto;Datum;Betrag\n1;31.3.2026;5,00\n2;31.3.2026;6,00\n"

    assert delimiter_of(semicolons) == ";"
    assert header_row_of([line.split(";") for line in semicolons.splitlines()]) == 2


def test_credits_without_a_minus_are_taken_for_positive_amounts() -> None:
    heads = ["Account", "Bill date", "Monthly charges", "Promo credits", "Loyalty discount"]
    rows = [["1", "2026-03-14", "40.00", "5.00", "(2.00)"]]

    charges = propose(Profile(name=""), heads, rows).charges

    assert [each.is_credit for each in charges] == [False, True, False]
