"""Transitions: two independent colours, disagreement on top, go only when all is proved."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import (
    Activity,
    Client,
    ColourWord,
    Criterion,
    Membership,
    Milestone,
    Transition,
    User,
)
from clients.transitions.services import (
    TransitionRefused,
    add_part,
    decide,
    finish,
    judge,
    open_transition,
    say_client_colour,
    say_provider_colour,
)
from retainer.lib.tenancy import acting_as

LIST = reverse("transitions:transition_list")


def opened(client: Client, by: User, name: str = "Move to SIP") -> Transition:
    fresh = Transition(client=client, name=name, provider="Corvane", ready_on=date(2026, 12, 1))
    return open_transition(transition=fresh, opened_by=by)


def step(moved: Transition, by: User, name: str, days: int = 0, **facts: Any) -> Milestone:
    due_on = timezone.localdate() + timedelta(days=days)
    made = Milestone(transition=moved, name=name, due_on=due_on, **facts)
    add_part(part=made, added_by=by)
    return made


@pytest.fixture
def moved(acme: Client, casey: User) -> Transition:
    return opened(acme, casey)


@pytest.fixture
def ported(moved: Transition, casey: User) -> Milestone:
    return step(moved, casey, "Numbers ported", 5)


def test_each_side_has_its_own_colour_and_all_that_was_said_is_kept(
    ported: Milestone, casey: User, owen: User
) -> None:
    say_provider_colour(milestone=ported, colour="green", source="Report of May", said_by=casey)
    say_client_colour(milestone=ported, colour="red", why="No dates.", said_by=owen)
    say_provider_colour(milestone=ported, colour="amber", source="Call", said_by=casey)

    ported.refresh_from_db()
    assert (ported.provider_colour, ported.client_colour) == ("amber", "red")
    assert ported.is_disagreed
    assert [(word.side, word.colour, word.source) for word in ported.words.all()] == [
        ("provider", "amber", "Call"),
        ("client", "red", "No dates."),
        ("provider", "green", "Report of May"),
    ]
    last = Activity.objects.filter(verb="transition.client_said").get()
    assert last.sentence == "Client on Numbers ported: off track, No dates."


@pytest.mark.parametrize("who", ["casey", "pat", "stella", "viewer"])
def test_nobody_but_the_client_s_own_people_sets_its_colour(
    who: str, ported: Milestone, acme: Client, request: pytest.FixtureRequest
) -> None:
    if who == "viewer":
        person = User.objects.create_user("vi@acme.test", name="Vi", kind="client")
        Membership.objects.create(user=person, client=acme, role="viewer")
    else:
        person = request.getfixturevalue(who)

    with pytest.raises(TransitionRefused, match="managers and executives alone"):
        say_client_colour(milestone=ported, colour="green", why="Fine.", said_by=person)

    assert not ColourWord.objects.exists()


def test_the_provider_s_word_is_recorded_by_the_practice_with_its_source(
    ported: Milestone, casey: User, owen: User
) -> None:
    with pytest.raises(TransitionRefused, match="recorded by your consultant"):
        say_provider_colour(milestone=ported, colour="red", source="I say", said_by=owen)
    with pytest.raises(TransitionRefused, match="Name the report"):
        say_provider_colour(milestone=ported, colour="red", source=" ", said_by=casey)
    with pytest.raises(TransitionRefused, match="Choose on track"):
        say_provider_colour(milestone=ported, colour="blue", source="Mail", said_by=casey)


def test_the_database_keeps_client_users_from_the_provider_s_word(
    ported: Milestone, owen: User
) -> None:
    said = {"client_id": ported.client_id, "colour": "green", "source": "x", "at": timezone.now()}
    with acting_as("portal", user_id=owen.pk, clients=[ported.client_id]):
        with pytest.raises(DatabaseError), transaction.atomic():
            ColourWord.objects.create(milestone=ported, side="provider", actor_id=owen.pk, **said)
        with pytest.raises(DatabaseError), transaction.atomic():
            Milestone.objects.filter(pk=ported.pk).update(provider_colour="green")
        ColourWord.objects.create(milestone=ported, side="client", actor_id=owen.pk, **said)


def test_a_disagreement_stands_at_the_top_and_what_is_done_at_the_end(
    moved: Transition, ported: Milestone, casey: User, owen: User, browser: Browser
) -> None:
    done = step(moved, casey, "Circuits delivered", -9)
    finish(milestone=done, finished_by=casey)
    step(moved, casey, "Floor plans", 1, whose="client")
    for colour, say in (("green", say_provider_colour), ("red", say_client_colour)):
        words = {"source": "Mail"} if say is say_provider_colour else {"why": "No dates."}
        person = casey if say is say_provider_colour else owen
        say(milestone=ported, colour=colour, said_by=person, **words)
    other = opened(moved.client, casey, "Quiet move")
    Transition.objects.filter(pk=other.pk).update(ready_on=date(2026, 1, 1))

    browser.force_login(owen)
    page = browser.get(reverse("transitions:transition_detail", args=[moved.public_id]))
    names = [each.name for each in page.context["milestones"]]
    assert names == ["Numbers ported", "Floor plans", "Circuits delivered"]
    assert "Your task" in page.text
    assert "disagree on <strong>1 milestone</strong>" in page.text
    listed = browser.get(LIST).context["page"]
    assert [(each.name, each.disagreements) for each in listed] == [
        ("Move to SIP", 1),
        ("Quiet move", 0),
    ]
    assert (listed.rows[0].steps, listed.rows[0].open_steps) == (3, 2)
    export = browser.get(reverse("transitions:transition_export")).text
    rows = list(csv.reader(StringIO(export)))
    assert rows[1][3:5] + rows[1][7:] == [
        "Numbers ported", "Provider", "On track", "Off track", "yes",
    ]  # fmt: skip


def test_it_goes_when_all_that_must_be_true_is_proved(
    moved: Transition, casey: User, owen: User
) -> None:
    def decided(verdict: str, by: User = owen) -> None:
        with acting_as("portal", user_id=by.pk, clients=[moved.client_id]):
            decide(transition=moved, verdict=verdict, decided_by=by)

    with pytest.raises(TransitionRefused, match="decided by the client's managers"):
        decide(transition=moved, verdict="no_go", decided_by=casey)
    with pytest.raises(TransitionRefused, match="Nothing says what must be true"):
        decided("go")
    criterion = Criterion(transition=moved, words="Emergency calls arrive")
    add_part(part=criterion, added_by=casey)
    with pytest.raises(TransitionRefused, match="1 of what must be true is not proved"):
        decided("go")
    with pytest.raises(TransitionRefused, match="Say what proves it"):
        judge(criterion=criterion, state="met", evidence="", judged_by=casey)

    judge(criterion=criterion, state="met", evidence="Test of 3 May", judged_by=casey)
    decided("go")

    moved.refresh_from_db()
    assert moved.verdict == "go"
    with pytest.raises(TransitionRefused, match="It is decided"):
        judge(criterion=criterion, state="not_met", evidence="No", judged_by=casey)
    with pytest.raises(TransitionRefused, match="agreed before"):
        add_part(part=Criterion(transition=moved, words="More"), added_by=casey)


def test_not_even_the_database_lets_the_practice_decide(moved: Transition) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Transition.objects.filter(pk=moved.pk).update(verdict="go")


def test_both_sides_say_it_on_the_page_of_the_milestone(
    ported: Milestone, casey: User, owen: User, browser: Browser
) -> None:
    page = reverse("transitions:milestone_detail", args=[ported.public_id])
    browser.force_login(owen)
    said = browser.post(
        reverse("transitions:client_colour", args=[ported.public_id]),
        {"colour": "red", "source": "No dates."},
        follow=True,
    )
    assert "Your colour is kept" in said.text
    browser.force_login(casey)
    browser.post(
        reverse("transitions:provider_colour", args=[ported.public_id]),
        {"colour": "green", "source": "Report of May"},
    )

    shown = browser.get(page).text
    assert "Disagreement" in shown
    assert "Report of May" in shown
    assert "No dates." in shown


def test_a_transition_is_opened_and_filled_on_its_pages(
    acme: Client, casey: User, owen: User, browser: Browser
) -> None:
    browser.force_login(casey)
    assert "No transition is under way" in browser.get(LIST).text
    browser.post(
        reverse("transitions:transition_create", args=[acme.public_id]),
        {"name": "Move to SIP", "provider": "Corvane", "ready_on": "2026-12-01"},
    )
    moved = Transition.objects.get()
    browser.post(
        reverse("transitions:milestone_add", args=[moved.public_id]),
        {"name": "Floor plans", "whose": "client", "due_on": "2026-11-01"},
    )
    browser.post(
        reverse("transitions:criterion_add", args=[moved.public_id]),
        {"words": "Emergency calls arrive"},
    )

    page = browser.get(reverse("transitions:transition_detail", args=[moved.public_id])).text

    assert "Client task" in page
    assert "<strong>1 of 1</strong> not proved" in page
    judged = reverse("transitions:criterion_judge", args=[Criterion.objects.get().public_id])
    browser.post(judged, {"became": "met", "evidence": "Test of 3 May"})
    decide_url = reverse("transitions:transition_decide", args=[moved.public_id])
    assert browser.post(decide_url, {"verdict": "go"}).status_code == 403, "it is the client's"
    browser.force_login(owen)
    browser.post(decide_url, {"verdict": "go"})
    moved.refresh_from_db()
    assert moved.verdict == "go"


def test_no_list_of_transitions_asks_row_by_row(
    acme: Client, casey: User, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        step(opened(acme, casey, f"Move {number}"), casey, "Ported")
    browser.force_login(casey)

    with django_assert_max_num_queries(22):
        browser.get(LIST)
