"""A holder names a deputy, from day to day, up to a limit; and revokes."""

from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.advice.deciding import DecisionRefused, accept
from clients.advice.deputies import DeputyRefused, name_deputy, revoke_deputy
from clients.advice.models import Recommendation
from clients.models import DecisionRight, Deputy, Notice, User
from tests.clients.advice.conftest import Advise, at_the_portal, in_days, today


def stand_in(owen: User, olga: User, **facts: object) -> Deputy:
    """Olga for Owen from today, up to 5,000 unless said otherwise."""
    usual = {"first_day": today(), "last_day": in_days(7), "limit": Decimal(5000)}
    right = DecisionRight.objects.get(user=owen)
    with at_the_portal(owen):
        return name_deputy(right=right, deputy=olga, named_by=owen, **usual | facts)


def test_a_deputy_decides_and_the_holder_is_told(
    asked: Recommendation, owen: User, olga: User
) -> None:
    deputy = stand_in(owen, olga)

    with at_the_portal(olga):
        decision = accept(recommendation=asked, decided_by=olga)

    assert (decision.right_of_id, decision.deputyship) == (owen.pk, deputy)
    assert decision.limit == Decimal(5000)
    told = Notice.objects.filter(recipient=owen).latest("pk")
    assert told.sentence.startswith("Olga Orr accepted")
    named = Notice.objects.filter(recipient=olga).earliest("pk")
    assert "Owen Ortiz named Olga Orr deputy for disputing a charge" in named.sentence


def test_a_deputy_reaches_as_far_as_their_limit(advise: Advise, owen: User, olga: User) -> None:
    stand_in(owen, olga)
    asked = advise(money=Decimal("5000.01"))

    with at_the_portal(olga), pytest.raises(DecisionRefused, match=r"Owen Ortiz may\."):
        accept(recommendation=asked, decided_by=olga)


def test_a_deputy_of_next_week_waits(asked: Recommendation, owen: User, olga: User) -> None:
    stand_in(owen, olga, first_day=in_days(1))

    with at_the_portal(olga), pytest.raises(DecisionRefused):
        accept(recommendation=asked, decided_by=olga)


def test_a_revoked_deputy_decides_nothing(asked: Recommendation, owen: User, olga: User) -> None:
    deputy = stand_in(owen, olga)
    with at_the_portal(olga), pytest.raises(DeputyRefused, match="Only who named"):
        revoke_deputy(deputy=deputy, revoked_by=olga)
    with at_the_portal(owen):
        revoke_deputy(deputy=deputy, revoked_by=owen)

    with at_the_portal(olga), pytest.raises(DecisionRefused):
        accept(recommendation=asked, decided_by=olga)
    with at_the_portal(owen), pytest.raises(DeputyRefused, match="revoked before"):
        revoke_deputy(deputy=deputy, revoked_by=owen)


def test_a_deputy_falls_with_the_right(asked: Recommendation, owen: User, olga: User) -> None:
    stand_in(owen, olga)
    DecisionRight.objects.filter(user=owen).delete()

    with at_the_portal(olga), pytest.raises(DecisionRefused, match="Nobody at Acme"):
        accept(recommendation=asked, decided_by=olga)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"limit": Decimal(10001)}, "your own limit"),
        ({"limit": None}, "your own limit"),
        ({"first_day": in_days(-3), "last_day": in_days(-1)}, "to come"),
    ],
    ids=["beyond the own limit", "without a limit", "over before it begins"],
)
def test_nobody_gives_more_than_they_have(
    facts: dict[str, object], why: str, owen: User, olga: User
) -> None:
    with pytest.raises(DeputyRefused, match=why):
        stand_in(owen, olga, **facts)


def test_a_stranger_stands_in_for_nobody(owen: User, stella: User, casey: User) -> None:
    for person in (stella, casey, owen):
        with pytest.raises(DeputyRefused, match="Choose a colleague"):
            stand_in(owen, person)


def test_a_deputy_is_named_on_the_page(owen: User, olga: User) -> None:
    browser = Browser()
    browser.force_login(owen)
    right = DecisionRight.objects.get(user=owen)
    sent = {"right": right.pk, "deputy": olga.pk, "first_day": today(), "last_day": in_days(3)}

    refused = browser.post(reverse("advice:deputy_list"), sent).content.decode()
    browser.post(reverse("advice:deputy_list"), sent | {"limit": "2500"})
    page = browser.get(reverse("advice:deputy_list")).content.decode()

    assert "your own limit" in refused
    deputy = Deputy.objects.get()
    assert (deputy.deputy, deputy.limit) == (olga, Decimal(2500))
    assert "Olga Orr" in page
    assert "Revoke" in page
