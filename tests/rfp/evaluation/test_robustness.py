"""How firm a winner is."""

from decimal import Decimal

from rfp.evaluation.robustness import examine
from rfp.evaluation.totals import Method, Offer
from rfp.pricing.formulas import Formula


def offer(name: str, price: int, **quality: int) -> Offer:
    points = {evaluator: Decimal(value) for evaluator, value in quality.items()}
    return Offer(name, Decimal(price), points)


CLOSE = [
    offer("A", 100, ann=80, bob=80),
    offer("B", 112, ann=90, bob=86),
    offer("D", 300, ann=30, bob=30),
]


def test_each_case_is_named_and_those_that_change_the_winner_are_counted() -> None:
    found = examine(CLOSE, Method(Decimal(40), Formula.LOWEST, Decimal(350)))

    assert [case.kind for case in found.cases] == [
        *["formula"] * 3,
        *["weight"] * 2,
        *["evaluator"] * 2,
        *["bidder"] * 3,
    ]
    assert found.points[0].bidder == "B"
    assert [case.words for case in found.changed] == ["Price weighs 50", "Without ann"]
    assert found.sentence == "The winner changes in 2 of 10 cases."


def test_a_winner_by_far_stays_it() -> None:
    found = examine([offer("A", 100, ann=90), offer("B", 200, ann=50)], Method(Decimal(40)))

    assert {case.kind for case in found.cases} == {"formula", "weight"}
    assert found.sentence == "The winner is the same in all 4 cases."


def test_without_the_winner_another_wins_which_is_no_reversal() -> None:
    found = examine(CLOSE, Method(Decimal(40)))

    [without] = [case for case in found.cases if case.words == "Without the offer of B"]
    assert without.winners == ("A",)
    assert not without.changes_winner
