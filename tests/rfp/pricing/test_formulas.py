"""Formulas for the price decide winners, so their tables are known by heart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfp.evaluation.totals import Method, Offer, reckon, winners
from rfp.pricing.formulas import FACTS, Formula, NoCeiling, shares

TENTH = Decimal("0.1")
WEIGHT = Decimal(40)
CHEAP, DEAR = ("C", 60, 20), ("D", 300, 30)
#: Bids A (100, 80) and B (112, 88), alone and with a third that nobody would take.
TABLE = [
    (Formula.LOWEST, None, {"B": "88.5", "A": "88.0"}),
    (Formula.LOWEST, CHEAP, {"B": "74.2", "A": "72.0"}),
    (Formula.LOWEST, DEAR, {"B": "88.5", "A": "88.0"}),
    (Formula.LINEAR, None, {"A": "88.0", "B": "52.8"}),
    (Formula.LINEAR, CHEAP, {"A": "57.2", "B": "52.8"}),
    (Formula.LINEAR, DEAR, {"B": "90.4", "A": "88.0"}),
    (Formula.CEILING, None, {"B": "58.3", "A": "57.2"}),
    (Formula.CEILING, CHEAP, {"B": "58.3", "A": "57.2"}),
    (Formula.CEILING, DEAR, {"B": "58.3", "A": "57.2"}),
]


def offers(third: tuple[str, int, int] | None) -> list[Offer]:
    told = [("A", 100, 80), ("B", 112, 88), *([third] if third else [])]
    return [Offer(name, Decimal(price), {"all": Decimal(points)}) for name, price, points in told]


@pytest.mark.parametrize(("formula", "third", "wanted"), TABLE)
def test_the_winner_depends_on_the_formula(
    formula: Formula, third: tuple[str, int, int] | None, wanted: dict[str, str]
) -> None:
    points = reckon(offers(third), Method(WEIGHT, formula, Decimal(130)))

    of_two = {one.bidder: str(one.total.quantize(TENTH)) for one in points if one.bidder in "AB"}
    assert list(of_two.items()) == list(wanted.items())  # the order is who is ahead


def test_an_offer_nobody_would_take_reverses_the_ranks_by_the_linear_formula() -> None:
    method = Method(WEIGHT, Formula.LINEAR)

    assert winners(reckon(offers(None), method)) == ("A",)
    assert winners(reckon(offers(DEAR), method)) == ("B",)
    assert FACTS[Formula.LINEAR].warning


def test_a_ceiling_must_be_named() -> None:
    with pytest.raises(NoCeiling):
        shares(Formula.CEILING, {"A": Decimal(1)})


def test_equal_prices_get_equal_points() -> None:
    prices = {"A": Decimal(7), "B": Decimal(7)}
    for formula in Formula:
        of_each = shares(formula, prices, Decimal(10))
        assert of_each["A"] == of_each["B"]


def test_equal_totals_have_two_winners() -> None:
    told = [Offer(name, Decimal(5), {"x": Decimal(50)}) for name in "BA"]

    assert winners(reckon(told, Method(WEIGHT))) == ("A", "B")


PRICES = st.dictionaries(
    st.sampled_from("ABCDEF"), st.decimals("0.01", "1000000", places=2), min_size=1
)


@given(PRICES)
def test_every_share_is_between_none_and_all_and_a_lower_price_never_gets_less(
    prices: dict[str, Decimal],
) -> None:
    for formula in Formula:
        of_each = shares(formula, prices, Decimal(500_000))
        assert all(0 <= share <= 1 for share in of_each.values())
        by_price = sorted(prices, key=lambda bidder: prices[bidder])
        assert sorted(of_each.values(), reverse=True) == [of_each[bidder] for bidder in by_price]
