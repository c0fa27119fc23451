"""Why a bill charges another sum than was quoted: the causes come to the difference."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from billing_audit.quoting.reading import FirstBill, Quoted

AMOUNTS = st.decimals("0", "900", places=2)


def charged(monthly: str = "870", **about: Any) -> FirstBill:
    nothing = dict.fromkeys(("once", "on_top", "usage", "credits"), Decimal(0))
    kinds = {**nothing, "is_part": False, **about}
    return FirstBill("1001", None, date(2026, 3, 1), Decimal(monthly), **kinds)


def quote(*bills: FirstBill, on_top: Decimal | None = None, once: str = "450") -> Quoted:
    return Quoted(
        1, "CIR-1", "Corvane", "Q-1", date(2026, 1, 8), "USD", Decimal(870), Decimal(once), on_top,
        bills=list(bills),
    )  # fmt: skip


def told(quoted: Quoted) -> list[list[tuple[str, Decimal]]]:
    return [[(cause.words, cause.amount) for cause in causes] for _, _, causes in quoted.compared]


def test_an_installation_billed_twice_is_beyond_the_quote() -> None:
    quoted = quote(charged(once=Decimal(900)), charged())

    assert told(quoted) == [[("One-time charges beyond the quote", 450)], []]
    assert quoted.is_above


def test_an_installation_that_comes_with_the_second_bill_was_quoted() -> None:
    quoted = quote(charged(), charged(once=Decimal(450)))

    assert told(quoted) == [[], []]
    assert not quoted.is_above


def test_a_first_bill_of_some_days_is_no_lower_price() -> None:
    quoted = quote(charged("435", is_part=True))

    assert told(quoted) == [[("Only a part of the month", -435)]]


def test_taxes_are_told_apart_by_whether_the_quote_named_any() -> None:
    silent = quote(charged(on_top=Decimal(12)))
    named = quote(charged(on_top=Decimal(12)), on_top=Decimal(10))

    assert told(silent) == [[("Taxes, fees and surcharges the quote did not name", 12)]]
    assert told(named) == [[("Taxes, fees and surcharges other than quoted", 2)]]
    assert silent.adds
    assert named.adds
    assert not silent.is_above


def test_a_bill_adds_nothing_to_taxes_that_were_quoted_nor_to_a_part_of_a_month() -> None:
    assert not quote(charged(on_top=Decimal(10)), on_top=Decimal(10)).adds
    assert not quote(charged("1100", is_part=True)).adds


@given(monthly=AMOUNTS, once=AMOUNTS, on_top=AMOUNTS, usage=AMOUNTS, credits=AMOUNTS)
def test_the_causes_come_to_what_is_billed_beyond_the_quote(
    monthly: Decimal, once: Decimal, on_top: Decimal, usage: Decimal, credits: Decimal
) -> None:
    bill = charged(
        str(monthly), once=once, on_top=on_top, usage=usage, credits=-credits, is_part=False
    )
    quoted = quote(bill, on_top=Decimal(10))

    ((_, beyond, _),) = quoted.compared

    expected_once = quoted.once if once else 0
    assert beyond == bill.total - quoted.a_month - expected_once
