"""Who is asked how it was, when, and what becomes of the answer."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from clients.desk import pulses, trends
from clients.desk.pulse_models import PrivateWord, Pulse
from clients.desk.services import answer, close
from clients.issues.services import raise_issue, settle
from clients.models import Carrier, Client, Issue, Membership, Notice, Question, User
from retainer.lib.tenancy import acting_as
from tests.clients.desk.conftest import Ask, at, at_the_portal

FOUND = pulses.Found(good=4, easy=3, words="Quick.", private="Casey was curt.")
THIRD = date(2026, 7, 1)
#: The fourth quarter is two days old.
AFTER_IT = "2026-10-02 10:00"


@pytest.fixture
def wanted(acme: Client, pat: User) -> Client:
    pulses.want(client=acme, is_wanted=True, wanted_by=pat)
    return acme


@pytest.fixture
def closed(asks: Ask, casey: User, owen: User) -> Question:
    question = asks()
    answer(question=question, words="A fee.", answered_by=casey)
    with at_the_portal(owen):
        return close(question=question, closed_by=owen)


@pytest.fixture
def asked(wanted: Client, closed: Question, owen: User) -> Pulse:
    """What Owen is asked once he has closed his question."""
    return Pulse.objects.get(question=closed, person=owen)


def people_asked(**about: Any) -> list[User]:
    return [each.person for each in Pulse.objects.filter(**about).order_by("person__name")]


def test_nobody_is_asked_until_it_is_wanted(closed: Question, owen: User) -> None:
    pulses.ask(at(AFTER_IT))

    assert not Pulse.objects.exists()
    assert pulses.open_pulse(owen) is None


def test_whoever_closes_a_question_is_asked_and_answers_once(asked: Pulse, owen: User) -> None:
    with at_the_portal(owen):
        pulses.answer_pulse(pulse=asked, found=FOUND, answered_by=owen)
        again = Pulse.objects.get()
        with pytest.raises(pulses.NotToAnswer, match="nothing to answer"):
            pulses.answer_pulse(pulse=again, found=FOUND, answered_by=owen)

    answered = Pulse.objects.get()
    assert (answered.state, answered.good, answered.easy) == ("answered", 4, 3)


def test_both_sides_are_asked_about_a_quarter_once_and_told_once(
    wanted: Client, owen: User, casey: User, pat: User, stella: User
) -> None:
    for moment in (AFTER_IT, "2026-10-03 10:00", "2026-10-20 10:00"):
        pulses.ask(at(moment))

    assert people_asked(quarter=THIRD) == [casey, owen]
    told = Notice.objects.filter(sentence__contains="2026-Q3").order_by("recipient__name")
    assert [notice.recipient for notice in told] == [casey, owen]


def test_nobody_is_asked_long_after_the_quarter(wanted: Client, owen: User) -> None:
    pulses.ask(at("2026-10-16 10:00"))

    assert not Pulse.objects.exists()


def test_nobody_has_two_open_pulses(asked: Pulse, owen: User, casey: User) -> None:
    moment = asked.asked_at
    pulses.ask(moment)
    with pytest.raises(DatabaseError), transaction.atomic():
        Pulse.objects.create(client=asked.client, person=owen, quarter=THIRD)

    assert people_asked(person=owen) == [owen]


def test_who_declined_is_not_asked_again_but_of_the_next_thing(
    asked: Pulse, wanted: Client, owen: User
) -> None:
    with at_the_portal(owen):
        pulses.decline(pulse=asked)
    pulses.ask(at(AFTER_IT))
    pulses.ask(at(AFTER_IT))

    assert [each.state for each in Pulse.objects.filter(person=owen)] == ["open", "declined"]
    assert pulses.open_pulse(owen).quarter == THIRD


def test_silence_lapses_and_so_does_what_is_not_wanted_any_more(
    wanted: Client, owen: User, casey: User, pat: User
) -> None:
    pulses.ask(at(AFTER_IT))
    olga = User.objects.create_user("olga@acme.test", name="Olga Orr", kind="client")
    Membership.objects.create(user=olga, client=wanted, role="viewer")
    pulses.ask(at("2026-10-05 10:00"))

    later = at(AFTER_IT) + timedelta(days=14, minutes=1)
    pulses.ask(later)
    assert people_asked(state="lapsed") == [casey, owen]
    assert people_asked(state="open") == [olga]
    pulses.want(client=wanted, is_wanted=False, wanted_by=pat)
    pulses.ask(later)
    assert people_asked(state="lapsed") == [casey, olga, owen]


@pytest.fixture
def settled(acme: Client, owen: User, casey: User) -> Issue:
    """An issue with Verizon that Owen raised and Casey settled."""
    carrier = Carrier.objects.get_or_create(name="Verizon")[0]
    words = {"title": "Late bills", "text": "Again."}
    issue = raise_issue(client=acme, carrier=carrier, raised_by=owen, **words)
    return settle(issue=issue, words="They come in time now.", settled_by=casey)


def test_of_a_settled_issue_the_clients_people_in_it_are_asked(
    wanted: Client, settled: Issue, owen: User, casey: User, pat: User
) -> None:
    other = User.objects.create_user("olga@acme.test", name="Olga Orr", kind="client")
    Membership.objects.create(user=other, client=wanted, role="viewer")

    pulses.ask(settled.steps.last().at)

    assert people_asked(issue=settled) == [owen]


def test_private_words_are_the_principals_alone(
    asked: Pulse, acme: Client, owen: User, casey: User, pat: User, stella: User
) -> None:
    with at_the_portal(owen):
        pulses.answer_pulse(pulse=asked, found=FOUND, answered_by=owen)

    assert pulses.told(casey, [acme])[0].said_in_private == ""
    assert pulses.told(pat, [acme])[0].said_in_private == "Casey was curt."
    private = Notice.objects.filter(sentence__contains="private words")
    assert [notice.recipient for notice in private] == [pat]
    with acting_as("staff", clients=[acme.pk], user_id=casey.pk):
        assert Pulse.objects.count() == 1
        assert not PrivateWord.objects.exists()
    with at_the_portal(stella):
        assert not Pulse.objects.exists()
        assert not PrivateWord.objects.exists()


def test_nobody_of_the_practice_answers_for_a_client(asked: Pulse, casey: User) -> None:
    with (
        acting_as("staff", clients=[asked.client_id], user_id=casey.pk),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        pulses.answer_pulse(pulse=asked, found=FOUND, answered_by=casey)


def test_a_consultant_answers_what_they_are_asked(wanted: Client, casey: User) -> None:
    pulses.ask(at(AFTER_IT))
    own = pulses.Found(good=5, easy=2)
    with acting_as("staff", clients=[wanted.pk], user_id=casey.pk):
        pulses.answer_pulse(pulse=pulses.open_pulse(casey), found=own, answered_by=casey)

    assert Pulse.objects.get(person=casey).easy == 2


def put(client: Client, person: User, good: int, easy: int, **about: Any) -> None:
    Pulse.objects.create(
        client=client,
        person=person,
        good=good,
        easy=easy,
        state="answered",
        answered_at=at(AFTER_IT),
        **about,
    )


def test_the_trend_tells_us_apart_from_ourselves_and_from_carriers(
    acme: Client, owen: User, casey: User, settled: Issue
) -> None:
    put(acme, owen, 3, 3, quarter=date(2026, 4, 1))
    put(acme, owen, 4, 3, quarter=THIRD)
    put(acme, casey, 2, 4, quarter=THIRD)
    put(acme, owen, 1, 2, issue=settled, asked_at=at("2026-09-30 23:30"))

    rows = trends.of_quarter(acme, THIRD)

    assert [(row.about, row.good, row.easy, row.change) for row in rows] == [
        (trends.US, 4, 3, Decimal("0.5")),
        (trends.TOGETHER, 2, 4, None),
        ("Verizon", 1, 2, None),
    ]
    assert [row.quarter for row in trends.trends([acme])] == [THIRD] * 3 + [date(2026, 4, 1)]
