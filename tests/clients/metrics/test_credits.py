"""A missed month makes a credit that the next bills have to carry; plans cap and return it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.metrics.incentives import Judged, Terms, course, credits_due, earned_back
from clients.metrics.services import MetricRefused
from clients.metrics.trial import Change, tried
from clients.metrics.values import correct_value, keep_plan, terms_of
from clients.models import (
    Contract,
    IncentivePlan,
    Metric,
    MetricCredit,
    Relationship,
    User,
)
from tests.clients.metrics.conftest import (
    APRIL,
    BAD,
    GOOD,
    MARCH,
    WORSE,
    make,
    measured,
    months,
    note,
)


def plan(contract: Contract, by: User, **terms: object) -> IncentivePlan:
    usual = {"client": contract.client, "contract": contract}
    return keep_plan(plan=IncentivePlan(**usual | terms), kept_by=by)


def test_a_missed_month_makes_a_credit_and_a_met_one_none(metric: Metric, casey: User) -> None:
    measured(metric, casey, credit=Decimal(10), floor_credit=Decimal(25), within=2)
    note(metric, casey, MARCH, BAD)
    note(metric, casey, APRIL, GOOD)
    note(metric, casey, date(2026, 5, 1), WORSE)

    credits = MetricCredit.objects.order_by("month")

    assert [(each.month, each.percent, each.within) for each in credits] == [
        (MARCH, 10, 2),
        (date(2026, 5, 1), 25, 2),
    ]
    assert str(credits[0]).startswith("Availability of voice, Mar")


def test_a_correction_takes_the_credit_back(metric: Metric, casey: User) -> None:
    measured(metric, casey)
    value = note(metric, casey)

    correct_value(
        value=value,
        inputs={"total": Decimal(43200), "down": GOOD},
        source="Tickets",
        reason="It was another service",
        corrected_by=casey,
    )

    assert not MetricCredit.objects.exists()


def test_shares_of_the_pool_never_exceed_what_is_at_risk(
    relationship: Relationship, contract: Contract, metric: Metric, casey: User
) -> None:
    plan(contract, casey, at_risk_percent=Decimal(10), pool_percent=Decimal(200))
    other = make(relationship, casey, contract=contract, name="Repair time")
    for each, share in ((metric, 60), (other, 90)):
        measured(each, casey, credit_kind="pool", credit=Decimal(share))
    note(metric, casey)
    assert MetricCredit.objects.get().percent == 6

    note(other, casey)

    assert [each.percent for each in MetricCredit.objects.order_by("percent")] == [4, 6]


def test_shares_beyond_the_pool_are_not_activated(
    relationship: Relationship, contract: Contract, metric: Metric, casey: User
) -> None:
    with pytest.raises(MetricRefused, match="Set the incentives"):
        measured(metric, casey, credit_kind="pool", credit=Decimal(60))
    metric.definitions.all().delete()
    plan(contract, casey)
    measured(metric, casey, credit_kind="pool", credit=Decimal(60))
    other = make(relationship, casey, contract=contract, name="Repair time")

    with pytest.raises(MetricRefused, match=r"come to 110%, and the pool is 100%"):
        measured(other, casey, credit_kind="pool", credit=Decimal(50))


def test_enough_met_months_in_a_row_earn_a_credit_back(
    contract: Contract, metric: Metric, casey: User
) -> None:
    plan(contract, casey, earn_back_months=2)
    measured(metric, casey, since=date(2026, 1, 1))
    note(metric, casey, date(2026, 1, 1), BAD)
    note(metric, casey, date(2026, 2, 1), GOOD)
    assert MetricCredit.objects.get().earned_back_in is None

    note(metric, casey, MARCH, GOOD)

    assert MetricCredit.objects.get().earned_back_in == MARCH


def test_other_terms_are_tried_next_to_those_agreed(
    contract: Contract, metric: Metric, casey: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "clients.metrics.charged._finders",
        [lambda user, of, asked: dict.fromkeys(asked, Decimal(1000))],
    )
    measured(metric, casey)
    note(metric, casey, MARCH, BAD)
    note(metric, casey, APRIL, GOOD)
    stricter = {metric.pk: Change(Decimal(101), Decimal(20))}

    as_agreed = tried(contract, casey, terms_of(contract), {})
    other = tried(contract, casey, Terms(bonus=Decimal(3)), stricter)

    assert (as_agreed.agreed, as_agreed.tried) == (100, 100)
    assert (other.agreed, other.tried) == (100, 400)
    assert [each.tried.credits for each in other.months] == [200, 200]
    with_bonus = tried(contract, casey, Terms(bonus=Decimal(3)), {})
    assert [each.tried.bonus for each in with_bonus.months] == [30, 0]
    assert MetricCredit.objects.get().percent == 10


SHARES = st.lists(st.decimals(min_value=1, max_value=100, places=1), min_size=1, max_size=6)


@given(SHARES, st.decimals(min_value=0, max_value=100, places=1))
def test_a_month_never_gives_more_than_what_is_at_risk(
    shares: list[Decimal], at_risk: Decimal
) -> None:
    judged = [Judged(number, MARCH, "missed", "pool", share) for number, share in enumerate(shares)]

    due = credits_due(judged, Terms(at_risk=at_risk))

    total = sum((each.percent or Decimal(0) for each in due), Decimal(0))
    assert total <= at_risk + Decimal("0.000001") * len(shares)


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.integers(min_value=1, max_value=4))
def test_what_is_earned_back_was_given_and_follows_met_months(
    met: list[bool], earn_back: int
) -> None:
    judged = [
        Judged(1, month, "met" if is_met else "missed", "amount", Decimal(50))
        for month, is_met in zip(months(MARCH, len(met)), met, strict=True)
    ]
    terms = Terms(earn_back=earn_back)

    returned = earned_back(judged, terms)
    paid = course(judged, {}, terms)

    outcomes = {each.month: each.is_met for each in judged}
    for (_, missed), back in returned.items():
        assert not outcomes[missed]
        assert outcomes[back]
    assert sum(each.credits for each in paid) == 50 * met.count(False)
    assert sum(each.earned_back for each in paid) == 50 * len(returned)
