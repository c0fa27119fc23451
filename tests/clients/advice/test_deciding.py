"""The client decides: accepted, declined, put off, taken back, within rights and limits."""

from datetime import date
from decimal import Decimal

import pytest

from clients.advice.deciding import (
    DecidedMeanwhile,
    DecisionRefused,
    accept,
    accept_all,
    decline,
    defer,
    reverse,
)
from clients.advice.models import Decision, Recommendation
from clients.advice.services import (
    AdviceRefused,
    bring_back,
    note_submitted,
    publish,
    rewrite,
    withdraw,
)
from clients.models import Activity, Client, Notice, User
from tests.clients.advice.conftest import TWO_WAYS, Advise, at_the_portal, in_days, may_dispute


def test_who_holds_the_right_accepts_the_advised_option(
    asked: Recommendation, owen: User, casey: User
) -> None:
    with at_the_portal(owen):
        accept(recommendation=asked, decided_by=owen, reason="Go ahead")

    decision = Decision.objects.get()
    asked.refresh_from_db()
    assert (asked.state, asked.standing) == ("accepted", decision)
    assert (decision.option.title, decision.money) == ("Dispute it", Decimal(1000))
    assert (decision.right_of, decision.limit, decision.via) == (owen, Decimal(10000), "page")
    assert Activity.objects.get(verb="recommendation.accepted").actor == owen
    told = Notice.objects.get(recipient=casey)
    assert told.sentence == "Owen Ortiz accepted: Ask Verizon to credit $1,000.00?"


def test_who_may_decide_is_told_and_led_to_the_page(advise: Advise, owen: User) -> None:
    asked = advise()

    told = Notice.objects.get(recipient=owen)
    assert "Needs your decision" in told.sentence
    assert told.link == f"/portal/decisions/{asked.public_id}/?via=mail"


def test_parts_are_left_out_by_their_numbers(asked: Recommendation, owen: User) -> None:
    with at_the_portal(owen):
        decision = accept(recommendation=asked, decided_by=owen, leave_out=[2])

    assert decision.money == Decimal(600)
    assert decision.left_out == [asked.parts.get(position=2).pk]


def test_nobody_accepts_nothing(asked: Recommendation, owen: User) -> None:
    with at_the_portal(owen), pytest.raises(DecisionRefused, match="left everything out"):
        accept(recommendation=asked, decided_by=owen, leave_out=[1, 2])


def test_above_the_limit_the_page_says_who_may(
    advise: Advise, owen: User, olga: User, acme: Client
) -> None:
    asked = advise(money=Decimal("10000.01"))
    with at_the_portal(owen), pytest.raises(DecisionRefused, match="you may decide up to"):
        accept(recommendation=asked, decided_by=owen)
    may_dispute(olga, acme)

    with at_the_portal(owen), pytest.raises(DecisionRefused, match=r"Olga Orr may\."):
        decline(recommendation=asked, decided_by=owen)


def test_a_limit_in_another_currency_covers_nothing(advise: Advise, owen: User) -> None:
    asked = advise(currency="EUR")

    with at_the_portal(owen), pytest.raises(DecisionRefused, match="you may decide up to"):
        accept(recommendation=asked, decided_by=owen)


def test_a_right_about_something_else_covers_nothing(advise: Advise, owen: User) -> None:
    asked = advise(kind="contract")

    with at_the_portal(owen), pytest.raises(DecisionRefused, match="You hold no right"):
        accept(recommendation=asked, decided_by=owen)


def test_a_principal_decides_nothing(asked: Recommendation, pat: User) -> None:
    with pytest.raises(DecisionRefused, match="You hold no right"):
        accept(recommendation=asked, decided_by=pat)


def test_the_second_of_two_is_told_of_the_first(
    asked: Recommendation, owen: User, olga: User, acme: Client
) -> None:
    may_dispute(olga, acme)
    with at_the_portal(owen):
        accept(recommendation=asked, decided_by=owen)

    with at_the_portal(olga), pytest.raises(DecidedMeanwhile) as refusal:
        decline(recommendation=asked, decided_by=olga)

    assert refusal.value.sentence.startswith("Owen Ortiz accepted this on")
    assert Decision.objects.count() == 1


def test_what_was_put_off_comes_back_on_its_day(asked: Recommendation, owen: User) -> None:
    with at_the_portal(owen):
        defer(recommendation=asked, decided_by=owen, until=in_days(3))
    assert bring_back(today=in_days(2)) == 0

    assert bring_back(today=in_days(3)) == 1

    asked.refresh_from_db()
    assert (asked.state, asked.standing, asked.deferred_until) == ("open", None, None)
    assert "again" in Notice.objects.filter(recipient=owen).latest("pk").sentence


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_nothing_is_put_off_into_the_past_or_for_ever(
    asked: Recommendation, owen: User, days: int
) -> None:
    with at_the_portal(owen), pytest.raises(DecisionRefused, match="after today"):
        defer(recommendation=asked, decided_by=owen, until=in_days(days))


def test_what_was_put_off_can_be_decided_before(asked: Recommendation, owen: User) -> None:
    with at_the_portal(owen):
        defer(recommendation=asked, decided_by=owen, until=in_days(3))
        accept(recommendation=asked, decided_by=owen)

    asked.refresh_from_db()
    assert (asked.state, asked.deferred_until) == ("accepted", None)


def test_a_decision_is_taken_back_by_a_further_one(asked: Recommendation, owen: User) -> None:
    with at_the_portal(owen):
        accept(recommendation=asked, decided_by=owen)
        reverse(recommendation=asked, decided_by=owen, reason="Too early")

    asked.refresh_from_db()
    assert (asked.state, asked.standing) == ("open", None)
    assert [each.outcome for each in asked.decisions.all()] == ["reversed", "accepted"]


def test_what_went_to_the_carrier_is_not_taken_back(
    asked: Recommendation, owen: User, casey: User
) -> None:
    with at_the_portal(owen):
        accept(recommendation=asked, decided_by=owen)
    note_submitted(recommendation=asked, submitted_by=casey)
    note_submitted(recommendation=asked, submitted_by=casey)

    with at_the_portal(owen), pytest.raises(DecisionRefused, match="no longer be taken back"):
        reverse(recommendation=asked, decided_by=owen)
    with pytest.raises(AdviceRefused, match="lies with the carrier"):
        withdraw(recommendation=asked, because="Wrong", withdrawn_by=casey)


def test_only_what_was_accepted_is_submitted(asked: Recommendation, casey: User) -> None:
    with pytest.raises(AdviceRefused, match="has not accepted"):
        note_submitted(recommendation=asked, submitted_by=casey)


def test_several_are_accepted_at_once_and_the_others_say_why(advise: Advise, owen: User) -> None:
    mine, beyond = advise(), advise(money=Decimal(20000), title="The large one")

    with at_the_portal(owen):
        taken, refused = accept_all(recommendations=[beyond, mine], decided_by=owen)

    assert [(each.recommendation, each.via) for each in taken] == [(mine, "bulk")]
    assert refused[0].startswith("The large one: This is about $20,000.00")


def test_a_draft_needs_two_options_and_one_advised(advise: Advise, casey: User) -> None:
    asked = advise(is_draft=True, options=TWO_WAYS[:1])

    with pytest.raises(AdviceRefused, match="at least two options"):
        publish(recommendation=asked, published_by=casey)


def test_the_day_to_decide_by_is_to_come(advise: Advise, casey: User) -> None:
    asked = advise(is_draft=True, due_on=date(2020, 1, 1))

    with pytest.raises(AdviceRefused, match="is over"):
        publish(recommendation=asked, published_by=casey)


def test_what_was_published_is_not_rewritten(asked: Recommendation, casey: User) -> None:
    with pytest.raises(AdviceRefused, match="does not change"):
        rewrite(recommendation=asked, options=TWO_WAYS, by=casey, title="Something else")


def test_the_client_reads_why_it_was_withdrawn(
    asked: Recommendation, owen: User, casey: User
) -> None:
    with pytest.raises(AdviceRefused, match="Say why"):
        withdraw(recommendation=asked, because=" ", withdrawn_by=casey)

    withdraw(recommendation=asked, because="The carrier credited it.", withdrawn_by=casey)

    asked.refresh_from_db()
    assert (asked.state, asked.because) == ("withdrawn", "The carrier credited it.")
    assert "The carrier credited it." in Notice.objects.filter(recipient=owen).latest("pk").sentence
