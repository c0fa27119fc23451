"""Fields of flat files: signs, implied decimals, days, and records of fixed width."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing_audit.bills.importers.flat.fields import OVERPUNCHED, Day, Number, Sign, Unreadable
from billing_audit.bills.importers.flat.layout import Field, Layout, Part, Record
from billing_audit.bills.importers.flat.reader import Row, Unknown, rows


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("0000000060.72", Number(), "60.72"),
        ("-0006476.13", Number(), "-6476.13"),
        ("-000000009.09", Number(), "-9.09"),
        ("+5", Number(), "5"),
        ("000012345", Number(decimals=2), "123.45"),
        ("12.34-", Number(sign=Sign.TRAILING), "-12.34"),
        ("12.34 ", Number(sign=Sign.TRAILING), "12.34"),
        ("1234-", Number(decimals=2, sign=Sign.TRAILING), "-12.34"),
        ("12.34 CR", Number(sign=Sign.CREDIT), "-12.34"),
        ("12.34DR", Number(sign=Sign.CREDIT), "12.34"),
        ("1234N", Number(decimals=2, sign=Sign.OVERPUNCH), "-123.45"),
        ("1234E", Number(decimals=2, sign=Sign.OVERPUNCH), "123.45"),
        ("0000{", Number(decimals=2, sign=Sign.OVERPUNCH), "0.00"),
    ],
)
def test_a_number_says_its_sign_where_its_layout_says(
    text: str, number: Number, value: str
) -> None:
    assert number.read(text.strip()) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.34", Number(decimals=2)),
        ("12,34", Number()),
        ("NaN", Number()),
        ("1e5", Number()),
        ("12.34-", Number()),
        ("12.34 CR", Number()),
        ("1" * 30, Number()),
        ("-", Number()),
        ("\u0663", Number()),
    ],
)
def test_what_is_no_number_is_refused(text: str, number: Number) -> None:
    with pytest.raises(Unreadable):
        number.read(text)


def test_nothing_is_no_number_and_no_day() -> None:
    assert Number().read("") is None
    assert Day().read("00000000") is None


def test_a_day_has_the_form_its_layout_says() -> None:
    assert Day("%m%d%Y").read("04012026") == date(2026, 4, 1)
    with pytest.raises(Unreadable):
        Day().read("20260230")


@given(st.integers(-(10**11), 10**11))
def test_an_overpunched_number_is_read_as_it_was_written(cents: int) -> None:
    letters = {said: letter for letter, said in OVERPUNCHED.items()}
    digits = f"{abs(cents):012}"
    written = digits[:-1] + letters[digits[-1], "-" if cents < 0 else ""]

    assert Number(decimals=2, sign=Sign.OVERPUNCH).read(written) == Decimal(cents).scaleb(-2)


FIXED = Layout(
    name="fixed",
    title="Fixed",
    currency="USD",
    kind=slice(0, 2),
    records={
        "10": Record(
            Part.SUMMARY,
            {"code": Field(slice(2, 7)), "net": Field(slice(7, 15), Number(2, Sign.TRAILING))},
        )
    },
    footings={},
    charge_types={"R": "recurring", "RX": "usage"},
    tax_code="TAX",
    tax_rule="",
    balance_rule="",
)


def test_a_record_of_fixed_width_is_read_by_its_characters(tmp_path: Path) -> None:
    path = tmp_path / "bill.txt"
    path.write_text("10USOC10001234-\n10USOC20000500 \n99\n\n")

    first, second, unknown = rows(path, FIXED)

    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert (first.values["code"], first.values["net"]) == ("USOC1", Decimal("-12.34"))
    assert second.values["net"] == Decimal("5.00")
    assert unknown == Unknown(3, "99")


def test_a_category_has_the_charge_type_of_its_longest_beginning() -> None:
    assert FIXED.charge_type("RX1") == "usage"
    assert FIXED.charge_type("R1") == "recurring"
    assert FIXED.charge_type("Q") == "one_time"
