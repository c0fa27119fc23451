"""The language of definitions: inputs, rounding, direction, target and floor."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.metrics.language import (
    MODES,
    CannotCompute,
    Direction,
    Measure,
    Outcome,
    Quantity,
    Rounding,
    read_quantities,
    written,
)

UPTIME = Measure(
    formula="100 * (total - down) / total",
    quantities=(Quantity("total", "minutes", "minutes"), Quantity("down", "outage", "minutes")),
    places=2,
    rounding=Rounding.HALF_UP,
    direction=Direction.HIGHER,
    target=Decimal("99.9"),
    floor=Decimal(95),
)
MINUTES = st.decimals(min_value=0, max_value=50_000, places=2)


@given(total=MINUTES.filter(bool), down=MINUTES, mode=st.sampled_from(Rounding))
def test_a_value_is_the_exact_result_rounded_once(
    total: Decimal, down: Decimal, mode: Rounding
) -> None:
    value = replace(UPTIME, rounding=mode).value({"total": total, "down": down})

    exact = 100 * (total - down) / total
    assert abs(value - exact) <= Decimal("0.01")
    assert value == value.quantize(Decimal("0.01"), MODES[mode])
    assert value.as_tuple().exponent == -2


@given(value=st.decimals(min_value=-200, max_value=200, places=2))
def test_one_of_three_outcomes_holds_and_better_is_never_worse(value: Decimal) -> None:
    order = [Outcome.FLOOR, Outcome.MISSED, Outcome.MET]
    lower = replace(
        UPTIME, direction=Direction.LOWER, target=-UPTIME.target, floor=-(UPTIME.floor or 0)
    )

    better = order.index(UPTIME.outcome(value + 1))

    assert better >= order.index(UPTIME.outcome(value))
    assert lower.outcome(-value) == UPTIME.outcome(value)


@pytest.mark.parametrize(
    ("mode", "value"),
    [("half_up", "0.13"), ("half_even", "0.12"), ("down", "0.12"), ("up", "0.13")],
)
def test_the_mode_decides_about_a_half(mode: str, value: str) -> None:
    half = replace(UPTIME, formula="down + 0 * total", rounding=mode)

    assert half.value({"total": Decimal(1), "down": Decimal("0.125")}) == Decimal(value)


def test_exactly_at_the_target_is_met_and_at_the_floor_only_missed() -> None:
    assert UPTIME.outcome(Decimal("99.90")) == Outcome.MET
    assert UPTIME.outcome(Decimal("99.89")) == Outcome.MISSED
    assert UPTIME.outcome(Decimal(95)) == Outcome.MISSED
    assert UPTIME.outcome(Decimal("94.99")) == Outcome.FLOOR


def test_a_missing_input_and_a_divisor_of_zero_are_told() -> None:
    with pytest.raises(CannotCompute, match=r"Outage \(down\) is missing"):
        UPTIME.value({"total": Decimal(1)})
    with pytest.raises(CannotCompute, match="'total' is 0, and nothing divides by it"):
        UPTIME.value({"total": Decimal(0), "down": Decimal(0)})


def test_what_no_column_holds_is_told() -> None:
    huge = replace(UPTIME, formula="total * down")

    with pytest.raises(CannotCompute, match="too large"):
        huge.value({"total": Decimal(10) ** 10, "down": Decimal(10) ** 10})


def test_faults_name_what_the_formula_and_the_inputs_do_not_share() -> None:
    other = replace(UPTIME, formula="100 * up / total", floor=Decimal(100))

    assert other.faults() == [
        "The floor lies beyond the target: it is the worse of the two.",
        "The formula does not need the input down.",
        "The formula speaks of up, which is no input.",
    ]
    assert UPTIME.faults() == []
    assert replace(UPTIME, formula="100 *").faults() == ["'100 *' cannot be read."]


def test_inputs_are_read_as_they_are_written() -> None:
    text = "total, minutes of the month, all days, minutes\n\ndown, outage, minutes"

    read = read_quantities(text)

    assert read[0] == Quantity("total", "minutes of the month, all days", "minutes")
    assert read_quantities(written(read)) == read


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "at least one"),
        ("down, minutes", "Line 1: write the name"),
        ("down, , minutes", "Line 1: write the name"),
        ("Down, outage, minutes", "no name"),
        ("min, outage, minutes", "no name"),
        ("a, b, c\na, d, e", "Line 2: a is listed"),
    ],
)
def test_what_is_no_list_of_inputs_is_told(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_quantities(text)
