"""What rule reproduces the bill: only one that meets it exactly, the first in the order tried."""

from decimal import Decimal

import pytest

from billing_audit.rating.hypotheses import (
    Hypothesis,
    PricedCall,
    each_to_the_cent,
    other_increments,
    reproducing,
)
from billing_audit.rating.pricing import Price
from billing_audit.rating.rounding import Method


def call(seconds: str, rate: str = "0.024", *, rounds_each: bool = True) -> PricedCall:
    price = Price("44", Decimal(rate), minimum=Decimal(6), increment=Decimal(6))
    return PricedCall(Decimal(seconds), price, Method.MIDDLE, 4, rounds_each)


def rule(billed: str, *calls: PricedCall) -> str | None:
    tried = [*other_increments(calls, 2), *each_to_the_cent(calls, 2)]
    found = reproducing(Decimal(billed), tried)
    return found and found.rule


@pytest.mark.parametrize(
    ("billed", "expected"),
    [
        ("24.00", "60/60"),
        ("12.00", "30/30"),
        ("9.60", "18/6"),
        ("8.00", "6/1"),
        ("10.00", "each call rounded up"),
        ("23.99", None),
    ],
)
def test_a_thousand_calls_of_twenty_seconds(billed: str, expected: str | None) -> None:
    assert rule(billed, *[call("20")] * 1000) == expected


def test_steps_behind_the_minimum_are_told_apart() -> None:
    calls = [call("31"), call("95")]

    amounts = {each.rule: str(each.amount) for each in other_increments(calls * 100, 2)}

    assert amounts["60/60"] == "7.20"
    assert amounts["60/6"] == "6.24"
    assert amounts["30/6"] == "5.28"
    assert amounts["6/6"] == "5.28"
    assert amounts["1/1"] == "5.04"


def test_calls_that_are_not_rounded_are_summed_exactly() -> None:
    calls = [call("6", "0.0011", rounds_each=False)] * 100

    amounts = {each.rule: str(each.amount) for each in other_increments(calls, 2)}

    assert amounts["6/6"] == "0.01"  # 0.00011 each


def test_calls_that_are_rounded_each_are_summed_as_they_were_rounded() -> None:
    amounts = {
        rounds_each: [
            str(each.amount)
            for each in other_increments([call("6", "0.0011", rounds_each=rounds_each)] * 1000, 2)
            if each.rule == "6/6"
        ]
        for rounds_each in (True, False)
    }

    assert amounts == {True: ["0.10"], False: ["0.11"]}


def test_the_first_rule_that_meets_the_bill_is_named() -> None:
    first, second = Hypothesis("older rate", Decimal("1.00")), Hypothesis("30 days", Decimal(1))

    assert reproducing(Decimal("1.00"), [first, second]) is first
    assert reproducing(Decimal("1.01"), [first, second]) is None
