"""The model of a business case: formulas over drivers, year by year, and what moves the result."""

from decimal import Decimal

import pytest

from retainer.lib.formula import NotAFormula
from rfp.sourcing.reckoning import Cost, Driver, grown, reckon

LINES = Driver("lines", "Lines", "lines", Decimal(100), Decimal(80), Decimal(140))
PRICE = Driver("price", "Price of a line", "USD a month", Decimal(20), Decimal(18), Decimal(26))
COSTS = (
    Cost("baseline", "Lines today", "lines * 25 * 12"),
    Cost("proposal", "Lines", "lines * price * 12"),
    Cost("proposal", "Change-over", "first(3000, year)"),
    Cost("competition", "Lines", "lines * 19 * 12 * grown(5, year)"),
)


def test_costs_come_year_by_year_to_totals_and_present_value() -> None:
    result = reckon([LINES, PRICE], COSTS, years=3, rate=Decimal(8))

    proposal = result.courses["proposal"]
    assert proposal.years == [Decimal(27000), Decimal(24000), Decimal(24000)]
    assert proposal.total == Decimal(75000)
    # 27000 / 1.08 + 24000 / 1.1664 + 24000 / 1.259712
    assert round(proposal.present, 2) == Decimal("64628.11")
    assert result.courses["competition"].years[2] == Decimal("22800") * Decimal("1.1025")
    assert round(result.saving(), 2) == round(30000 * Decimal("2.5770969872") - proposal.present, 2)


def test_the_driver_that_moves_the_saving_most_comes_first_and_tells_whether_it_turns() -> None:
    dear, many = reckon([LINES, PRICE], COSTS, years=3, rate=Decimal(0)).swings

    assert (dear.driver.name, dear.at_low, dear.at_high) == ("price", 22200, -6600)
    assert dear.turns
    assert (many.driver.name, many.at_low, many.at_high) == ("lines", 11400, 22200)
    assert not many.turns


@pytest.mark.parametrize(
    ("formula", "fault"),
    [
        ("lines * nothing", "there is no input 'nothing'"),
        ("lines / (price - 20)", "nothing divides by it"),
        ("grown(5, year / 2)", "grown() takes a year"),
        ("__import__('os')", "has no place in a formula"),
    ],
)
def test_a_cost_that_cannot_be_reckoned_says_why_and_counts_nothing(
    formula: str, fault: str
) -> None:
    result = reckon([LINES, PRICE], [Cost("proposal", "Odd", formula)], years=2, rate=Decimal(8))

    [said] = result.faults
    assert fault in said
    assert result.courses["proposal"].total == 0


def test_growth_starts_after_the_first_year() -> None:
    assert [grown(Decimal(10), Decimal(year)) for year in (1, 2, 3)] == [
        1,
        Decimal("1.1"),
        Decimal("1.21"),
    ]
    with pytest.raises(NotAFormula):
        grown(Decimal(10), Decimal(11))
