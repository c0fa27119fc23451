"""The cash line of a case and the month it pays back."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from billing_audit.funding.cash import cash_line, payback

MAY = date(2026, 5, 1)
AMOUNTS = st.integers(0, 10**7).map(lambda cents: Decimal(cents) / 100)


def test_found_money_brings_the_payback_nearer() -> None:
    case = {
        "starts": MAY,
        "months": 12,
        "one_time": Decimal(1200),
        "monthly": Decimal(50),
        "saves": Decimal(250),
    }
    found = {date(2026, 3, 1): Decimal(600), date(2026, 6, 1): Decimal(100)}

    without, line = cash_line(**case, found={}), cash_line(**case, found=found)

    assert payback(without) == date(2026, 10, 1)
    assert payback(line) == date(2026, 7, 1)
    assert [each.balance for each in line[:3]] == [-400, -100, 100]


def test_a_balance_that_sinks_again_has_not_paid_back() -> None:
    line = cash_line(
        starts=MAY,
        months=3,
        one_time=Decimal(0),
        monthly=Decimal(30),
        saves=Decimal(0),
        found={MAY: Decimal(70)},
    )

    assert [each.balance for each in line] == [40, 10, -20]
    assert payback(line) is None


@given(
    one_time=AMOUNTS,
    monthly=AMOUNTS,
    saves=AMOUNTS,
    months=st.integers(1, 60),
    found=st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 5, 31)), AMOUNTS, max_size=4),
)
def test_no_money_is_lost_on_the_way(
    one_time: Decimal,
    monthly: Decimal,
    saves: Decimal,
    months: int,
    found: dict[date, Decimal],
) -> None:
    by_month: dict[date, Decimal] = {}
    for day, amount in found.items():
        by_month[day.replace(day=1)] = by_month.get(day.replace(day=1), Decimal(0)) + amount

    line = cash_line(
        starts=MAY, months=months, one_time=one_time, monthly=monthly, saves=saves, found=by_month
    )

    assert line[-1].without == (saves - monthly) * months - one_time
    assert line[-1].balance - line[-1].without == sum(found.values(), Decimal(0))
