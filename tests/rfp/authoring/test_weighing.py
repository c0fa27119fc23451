"""Points of sections by the weights of their requirements."""

from decimal import Decimal

from rfp.authoring.weighing import points_of_sections


def test_sections_share_the_points_for_quality_by_their_weights() -> None:
    weights = [("Service", 3), ("Support", 1), ("Terms", 0)]

    assert points_of_sections(weights, Decimal(60)) == {
        "Service": Decimal(45),
        "Support": Decimal(15),
    }


def test_two_sections_of_one_title_count_as_one() -> None:
    weights = [("Voice", 2), ("Data", 4), ("Voice", 2)]

    assert points_of_sections(weights, Decimal(50)) == {"Voice": Decimal(25), "Data": Decimal(25)}


def test_without_weights_nothing_has_points() -> None:
    assert points_of_sections([("Service", 0)], Decimal(60)) == {}
