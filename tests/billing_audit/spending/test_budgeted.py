"""Which budget counts, however finely budgets were made."""

from datetime import date
from decimal import Decimal

from billing_audit.spending.budgeted import Budgets

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
CORVANE, VEX = 1, 2
DEPOT, HUB = 7, 8


def test_what_is_stated_for_the_whole_counts() -> None:
    budgets = Budgets({(MARCH, None, None): Decimal(900), (MARCH, CORVANE, None): Decimal(500)})

    assert budgets.whole(MARCH) == 900
    assert budgets.of_carrier(MARCH, CORVANE) == 500


def test_carriers_are_added_up_where_the_whole_is_not_stated() -> None:
    budgets = Budgets(
        {
            (MARCH, CORVANE, None): Decimal(500),
            (MARCH, VEX, None): Decimal(200),
            (MARCH, None, DEPOT): Decimal(50),
        }
    )

    assert budgets.whole(MARCH) == 700
    assert budgets.of_site(MARCH, DEPOT) == 50


def test_a_carriers_sites_are_added_up_where_the_carrier_is_not_stated() -> None:
    budgets = Budgets(
        {
            (MARCH, CORVANE, DEPOT): Decimal(300),
            (MARCH, CORVANE, HUB): Decimal(100),
            (MARCH, VEX, HUB): Decimal(40),
        }
    )

    assert budgets.of_carrier(MARCH, CORVANE) == 400
    assert budgets.of_site(MARCH, HUB) == 140
    assert budgets.whole(MARCH) == 440


def test_a_budget_of_nothing_is_a_budget() -> None:
    budgets = Budgets({(MARCH, CORVANE, None): Decimal(0)})

    assert budgets.whole(MARCH) == 0
    assert budgets.whole(APRIL) is None
    assert budgets.of_carrier(MARCH, VEX) is None
