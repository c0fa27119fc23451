"""What one usage costs: the walk through slots, increment by increment."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing_audit.rating.rounding import Method, rounded
from billing_audit.rating.slots import Slot, Stretch, UnsoundSlots, cost, exact_cost, sound


def slot(start: str = "0", rate: str = "1", increment: str = "1", **other: str) -> Slot:
    return Slot(
        start=Decimal(start),
        connect_fee=Decimal(other.get("fee", "0")),
        rate=Decimal(rate),
        unit=Decimal(other.get("unit", "60")),
        increment=Decimal(increment),
    )


def priced(usage: str, *slots: Slot, method: str = "middle", places: int = 4) -> str:
    return str(cost(Decimal(usage), slots, Method(method), places))


@pytest.mark.parametrize(
    ("usage", "expected"),
    [("1", "0.5000"), ("30", "0.5000"), ("31", "0.6000"), ("36", "0.6000"), ("36.1", "0.7000")],
)
def test_thirty_six_is_half_a_minute_at_least_then_every_six_seconds(
    usage: str, expected: str
) -> None:
    assert priced(usage, slot(increment="30"), slot("30", increment="6")) == expected


def test_the_connect_fee_is_paid_once_and_also_for_nothing_used() -> None:
    slots = slot(fee="0.40"), slot("60", fee="0.40")

    assert [priced(usage, *slots) for usage in ("0", "60", "61")] == ["0.4000", "1.4000", "1.4167"]


def test_an_increment_that_reaches_over_a_border_is_not_paid_twice() -> None:
    slots = slot(rate="6", increment="40"), slot("60", rate="60", increment="1")

    assert priced("80", *slots) == "8.0000"  # two of 40 at the first rate cover all of it
    assert priced("81", *slots) == "9.0000"


def test_a_border_inside_an_increment_may_leave_a_slot_without_anything_to_price() -> None:
    slots = slot(increment="120"), slot("60", rate="1000"), slot("90", rate="1000")

    assert priced("110", *slots) == "2.0000"


def test_slots_may_come_in_any_order() -> None:
    assert priced("61", slot("60", rate="60"), slot()) == "2.0000"


@pytest.mark.parametrize(
    ("method", "expected"),
    [("up", "0.72"), ("middle", "0.72"), ("down", "0.71")],
)
def test_a_third_is_rounded_as_agreed(method: str, expected: str) -> None:
    assert priced("43", slot(), method=method, places=2) == expected


@pytest.mark.parametrize(
    ("exact", "up", "middle", "down"),
    [
        (Fraction(5, 1000), "0.01", "0.01", "0.00"),
        (Fraction(4999, 10**6), "0.01", "0.00", "0.00"),
        (Fraction(7, 100), "0.07", "0.07", "0.07"),
        (Fraction(-5, 1000), "-0.01", "-0.01", "-0.00"),
    ],
)
def test_an_amount_on_a_step_stays_there(exact: Fraction, up: str, middle: str, down: str) -> None:
    assert [str(rounded(exact, method, 2)) for method in Method] == [up, middle, down]


@pytest.mark.parametrize(
    ("slots", "why"),
    [
        ((), "begin at 0"),
        ((slot("1"),), "begin at 0"),
        ((slot(), slot()), "same place"),
        ((slot(increment="0"),), "more than 0"),
        ((slot(unit="0"),), "more than 0"),
        ((slot(rate="-1"),), "negative"),
        ((slot(fee="-1"),), "negative"),
    ],
)
def test_slots_that_leave_a_question_open_are_refused(slots: tuple[Slot, ...], why: str) -> None:
    with pytest.raises(UnsoundSlots, match=why):
        sound(slots)


def test_a_call_over_a_change_of_prices_pays_each_its_part() -> None:
    evening, night = slot(rate="0.5", unit="1"), slot(rate="1", unit="1", fee="1")
    stretches = [Stretch((evening,), until=Decimal(600)), Stretch((night,))]

    assert exact_cost(Decimal(2400), stretches) == 2100
    assert exact_cost(Decimal(600), stretches) == 300
    assert exact_cost(Decimal(601), stretches) == 301


amounts = st.decimals(0, 100, places=4)
steps = st.integers(1, 90).map(Decimal)


@st.composite
def tariffs(draw: st.DrawFn) -> tuple[Slot, ...]:
    starts = sorted(draw(st.sets(st.integers(1, 300), max_size=3)))
    return tuple(
        Slot(Decimal(start), draw(amounts), draw(amounts), draw(steps), draw(steps))
        for start in (0, *starts)
    )


usages = st.decimals(0, 1000, places=2)


@given(tariffs(), usages, usages)
def test_who_uses_more_never_pays_less(slots: tuple[Slot, ...], one: Decimal, two: Decimal) -> None:
    less, more = sorted((one, two))

    assert exact_cost(less, [Stretch(slots)]) <= exact_cost(more, [Stretch(slots)])


@given(tariffs(), usages)
def test_two_stretches_of_the_same_prices_are_one(slots: tuple[Slot, ...], until: Decimal) -> None:
    split = [Stretch(slots, until), Stretch(slots)]

    assert exact_cost(Decimal(1000), split) == exact_cost(Decimal(1000), [Stretch(slots)])


@given(st.integers(0, 50), st.integers(0, 50), amounts, amounts, steps)
def test_costs_add_up_at_a_border_that_is_whole_increments(
    before: int, behind: int, first: Decimal, then: Decimal, increment: Decimal
) -> None:
    def alone(rate: Decimal, count: int) -> Fraction:
        only = Slot(Decimal(0), Decimal(0), rate, Decimal(60), increment)
        return exact_cost(count * increment, [Stretch((only,))])

    border = before * increment
    slots = [
        Slot(Decimal(0), Decimal(0), first, Decimal(60), increment),
        Slot(border, Decimal(0), then, Decimal(60), increment),
    ]
    together = exact_cost(border + behind * increment, [Stretch(tuple(slots[before == 0 :]))])

    assert together == alone(first, before) + alone(then, behind)


@given(tariffs(), usages, st.sampled_from(Method), st.integers(0, 8))
def test_an_answer_is_a_decimal_at_its_place_and_off_by_less_than_a_step(
    slots: tuple[Slot, ...], usage: Decimal, method: Method, places: int
) -> None:
    exact = exact_cost(usage, [Stretch(slots)])

    answer = rounded(exact, method, places)

    assert isinstance(answer, Decimal)
    assert answer.as_tuple().exponent == -places
    assert abs(Fraction(answer) - exact) < Fraction(1, 10**places)
