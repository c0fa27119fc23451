"""Which rate and which rounding counts."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from clients.agreements.pricing import rate_of, terms_in
from clients.models import (
    Client,
    ClientRate,
    Project,
    RetainerAgreement,
    RetainerTerms,
    StandardRate,
    TeamSeat,
    User,
)

YEAR = {"starts_on": date(2026, 1, 1)}
DAY = date(2026, 3, 12)


def test_the_narrowest_rate_counts(
    acme: Client, agreement: RetainerAgreement, audit: Project, casey: User
) -> None:
    TeamSeat.objects.create(client=acme, agreement=agreement, person=casey, role="Lead consultant")

    def now() -> tuple[int, str]:
        rate = rate_of(audit, casey, DAY)
        return (int(rate.amount), rate.source) if rate else (0, "")

    assert now() == (0, "")
    StandardRate.objects.create(rate=100, **YEAR)
    assert now() == (100, "standard rate")
    StandardRate.objects.create(role="lead consultant", rate=110, **YEAR)
    assert now() == (110, "standard rate, Lead consultant")
    ClientRate.objects.create(client=acme, rate=120, **YEAR)
    assert now() == (120, "rate of this client")
    ClientRate.objects.create(client=acme, project=audit, rate=130, **YEAR)
    assert now() == (130, "project Carrier bill audit")
    ClientRate.objects.create(
        client=acme, agreement=agreement, role="LEAD consultant", rate=140, **YEAR
    )
    assert now() == (140, "Lead consultant under this agreement")
    ClientRate.objects.create(client=acme, agreement=agreement, person=casey, rate=150, **YEAR)
    assert now() == (150, "Casey Cole under this agreement")


def test_a_rate_counts_only_on_its_days_and_in_the_agreements_currency(
    acme: Client, audit: Project, casey: User
) -> None:
    ClientRate.objects.create(client=acme, rate=120, starts_on=DAY, ends_on=DAY)
    ClientRate.objects.create(client=acme, project=audit, rate=90, currency="EUR", **YEAR)

    assert rate_of(audit, casey, date(2026, 3, 11)) is None
    assert rate_of(audit, casey, DAY).amount == 120
    assert rate_of(audit, casey, date(2026, 3, 13)) is None


def test_two_rates_for_the_same_never_meet_on_a_day(acme: Client) -> None:
    ClientRate.objects.create(client=acme, rate=120, **YEAR)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClientRate.objects.create(client=acme, rate=130, starts_on=DAY)


def test_a_month_has_the_terms_that_held_then(acme: Client, agreement: RetainerAgreement) -> None:
    RetainerTerms.objects.create(
        client=acme, agreement=agreement, valid_from=date(2026, 3, 1), allowance=60, monthly_fee=1
    )

    assert [terms_in(agreement, date(2026, month, 9)).allowance for month in (1, 2, 3, 9)] == [
        40, 40, 60, 60,
    ]  # fmt: skip
    assert terms_in(agreement, date(2025, 1, 1)).allowance == 40


@pytest.mark.parametrize(
    ("step", "how", "worked", "charged"),
    [
        (0, "up", "0.17", "0.17"),
        (15, "up", "0.01", "0.25"),
        (15, "up", "0.25", "0.25"),
        (15, "up", "0.26", "0.50"),
        (15, "nearest", "0.11", "0.00"),
        (15, "nearest", "0.13", "0.25"),
        (6, "up", "1.10", "1.10"),
        (6, "up", "1.12", "1.20"),
        (10, "up", "0.17", "0.17"),
        (10, "up", "0.33", "0.33"),
        (10, "up", "0.34", "0.33"),
        (10, "up", "0.35", "0.50"),
        (60, "up", "1.02", "2.00"),
        (15, "up", "0.00", "0.00"),
    ],
)
def test_time_is_charged_in_the_agreed_steps(
    step: int, how: str, worked: str, charged: str
) -> None:
    terms = RetainerTerms(rounding_minutes=step, rounding=how)

    assert terms.charged(Decimal(worked)) == Decimal(charged)


@given(
    hours=st.decimals("0", "24", places=2),
    step=st.sampled_from([5, 6, 10, 15, 30, 60]),
    how=st.sampled_from(["up", "nearest"]),
)
def test_what_is_charged_is_charged_as_itself_again(hours: Decimal, step: int, how: str) -> None:
    terms = RetainerTerms(rounding_minutes=step, rounding=how)

    once = terms.charged(hours)

    assert terms.charged(once) == once
    assert abs(once - hours) <= Decimal(step) / 60 + Decimal("0.01")
