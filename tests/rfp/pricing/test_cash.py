"""Money of an offer over its term."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rfp.pricing.cash import Commitment, PriceLine, cash_line, present_value, running, total

EIGHT_PERCENT = Decimal("0.08")


def test_prices_that_rise_are_worth_less_today_at_the_same_total() -> None:
    flat = cash_line([PriceLine("flat", Decimal(1000))], 36)
    rising = cash_line(
        [PriceLine("rising", Decimal(800), steps=((13, Decimal(1000)), (25, Decimal(1200))))], 36
    )

    assert total(flat) == total(rising) == Decimal("36000.00")
    assert present_value(flat, EIGHT_PERCENT) == Decimal("32043.33")
    assert present_value(rising, EIGHT_PERCENT) == Decimal("31714.84")


def test_a_ramp_pays_for_what_is_added_when_it_is_added() -> None:
    ramp = PriceLine(
        "sites", Decimal(100), Decimal(50), quantities=(Decimal(2), Decimal(2), Decimal(5))
    )

    months = cash_line([ramp], 4)

    assert [month.recurring for month in months] == [200, 200, 500, 500]
    assert [month.one_time for month in months] == [100, 0, 150, 0]


def test_an_escalator_raises_once_a_year() -> None:
    months = cash_line([PriceLine("line", Decimal(100), escalator=Decimal("0.03"))], 25)

    assert [months[number].recurring for number in (11, 12, 24)] == [
        Decimal("100.00"),
        Decimal("103.00"),
        Decimal("106.09"),
    ]


def test_a_missed_minimum_is_owed_at_the_end_of_its_year() -> None:
    months = cash_line([PriceLine("line", Decimal(80))], 30, Commitment(Decimal(1200), begins=7))

    assert {month.number: month.shortfall for month in months if month.shortfall} == {
        18: Decimal("240.00"),
        30: Decimal("240.00"),
    }


def test_the_last_year_of_a_minimum_is_counted_by_its_months() -> None:
    months = cash_line([PriceLine("line", Decimal(80))], 15, Commitment(Decimal(1200)))

    assert months[-1].shortfall == Decimal("60.00")


def test_taxes_and_fees_at_the_end_count() -> None:
    [_, last] = cash_line(
        [PriceLine("line", Decimal(100), taxes=Decimal("0.125"), exit_fee=Decimal(40))], 2
    )

    assert (last.taxes, last.exit_fees, last.total) == (
        Decimal("12.50"),
        Decimal("40.00"),
        Decimal("152.50"),
    )


LINES = st.lists(
    st.builds(
        PriceLine,
        st.just("line"),
        st.decimals(0, 10_000, places=4),
        st.decimals(0, 10_000, places=2),
        st.lists(st.integers(0, 50).map(Decimal), min_size=1, max_size=5).map(tuple),
    ),
    max_size=4,
)


@given(lines=LINES, months=st.integers(1, 40))
def test_money_is_neither_lost_nor_worth_more_later(lines: list[PriceLine], months: int) -> None:
    made = cash_line(lines, months)

    assert len(made) == months
    assert total(made) == (list(running(made))[-1][1])
    assert present_value(made, Decimal(0)) == total(made)
    assert present_value(made, EIGHT_PERCENT) <= total(made)
