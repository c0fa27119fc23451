"""What few cases say nothing of, and how many cases speak."""

from datetime import date
from decimal import Decimal

import pytest

from billing_audit.scorecard.figures import Month, Score
from billing_audit.scorecard.telling import told


def card(**figures: object) -> Score:
    month = Month(date(2026, 3, 1), lines=figures.pop("lines", 0), spend=Decimal(500))
    return Score(1, "key", "Carrier", "USD", [month], **figures)


def said(score: Score, label: str) -> tuple[str, str]:
    return next((each.value, each.note) for each in told(score) if each.label == label)


def test_four_cases_make_no_share_and_five_do() -> None:
    few = card(credited_errors=4, returned=1, days=[1, 2, 3, 4], answered=4, won=4)
    enough = card(credited_errors=5, returned=1, days=[9, 2, 3, 4, 1], answered=5, won=4,
                  answered_money=Decimal(200), approved=Decimal(50))  # fmt: skip

    assert (few.recurrence, few.median_days, few.slow_days, few.win_rate, few.wins) == (None,) * 5
    assert (enough.recurrence, enough.median_days) == (Decimal("0.2"), 3)
    assert (enough.win_rate, enough.wins) == (Decimal("0.25"), Decimal("0.8"))


@pytest.mark.parametrize(
    ("days", "within"),
    [([5, 1, 2, 3, 4], 5), ([10, 1, 2, 3, 4, 5, 6, 7, 8, 9], 9), (list(range(1, 21)), 18)],
    ids=["five", "ten", "twenty"],
)
def test_nine_of_ten_are_credited_within_the_nearest_rank(days: list[int], within: int) -> None:
    assert card(days=days).slow_days == within


def test_the_rate_of_errors_is_told_from_a_thousand_lines_on() -> None:
    assert card(lines=999, errors=3).per_thousand is None
    assert card(lines=1500, errors=3).per_thousand == 2
    assert said(card(lines=999, errors=3), "Errors")[0] == "3 errors"
    assert said(card(lines=1500, errors=3), "Errors") == (
        "2.0 per 1,000 lines", "3 errors on 1,500 lines",
    )  # fmt: skip


def test_few_cases_are_told_as_cases() -> None:
    score = card(days=[12, 40], answered=2, won=1, answered_money=Decimal(90), approved=Decimal(64),
                 credited_errors=2, returned=1)  # fmt: skip

    assert said(score, "Days to credit") == ("12 to 40", "2 disputes, fewer than 5, so no median")
    assert said(score, "Won") == ("1 of 2 disputes", "$64.00 of $90.00; fewer than 5, so no rate")
    assert said(score, "Came back") == ("1 of 2", "credited errors, fewer than 5, so no share")


def test_many_cases_are_told_with_what_they_rest_on() -> None:
    score = card(days=[10, 20, 30, 40, 50], answered=5, won=4, answered_money=Decimal(200),
                 approved=Decimal(150), open_money=Decimal(70), old_money=Decimal(30),
                 ages=[20, 120])  # fmt: skip

    assert said(score, "Days to credit") == ("30", "median; 9 of 10 within 50, 5 disputes")
    assert said(score, "Won") == ("75%", "$150.00 of $200.00, 4 of 5 disputes")
    assert said(score, "Open") == (
        "$70.00", "2 disputes, the oldest 120 days; $30.00 older than 90",
    )  # fmt: skip
