"""The pages on which people say how it was, and read how it was found."""

from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from clients.desk import pulses
from clients.desk.pulse_models import Pulse, PulseSummary
from clients.models import Client, User

THIRD = date(2026, 7, 1)
FIGURES = {"good": "4", "easy": "2", "words": "Fine."}


@pytest.fixture
def asked(acme: Client, owen: User, pat: User) -> Pulse:
    pulses.want(client=acme, is_wanted=True, wanted_by=pat)
    pulse = Pulse.objects.create(client=acme, person=owen, quarter=THIRD)
    pulse.refresh_from_db()
    return pulse


def test_somebody_asked_is_shown_it_and_answers(browser: Browser, asked: Pulse, owen: User) -> None:
    browser.force_login(owen)

    assert "Two figures about the quarter 2026-Q3" in browser.get("/portal/questions/").text
    done = browser.post(reverse("desk:pulse_answer", args=[asked.public_id]), FIGURES, follow=True)

    assert "We read every word" in done.text
    assert "Two figures about" not in done.text
    asked.refresh_from_db()
    assert (asked.good, asked.easy, asked.words) == (4, 2, "Fine.")


def test_a_consultant_is_offered_no_private_words(
    browser: Browser, asked: Pulse, casey: User
) -> None:
    own = Pulse.objects.create(client=asked.client, person=casey, quarter=THIRD)
    own.refresh_from_db()
    browser.force_login(casey)

    form = browser.get(reverse("desk:pulse_answer", args=[own.public_id])).text
    browser.post(reverse("desk:pulse_answer", args=[own.public_id]), FIGURES)

    assert "principals alone" not in form
    own.refresh_from_db()
    assert own.state == "answered"


@pytest.mark.parametrize(
    ("figures", "says"),
    [({"words": "So."}, "There is a problem"), ({"good": "6"}, "6 is not one of")],
)
def test_without_two_figures_nothing_is_answered(
    browser: Browser, asked: Pulse, owen: User, figures: dict[str, Any], says: str
) -> None:
    browser.force_login(owen)

    page = browser.post(reverse("desk:pulse_answer", args=[asked.public_id]), figures)

    assert says in page.text
    asked.refresh_from_db()
    assert asked.state == "open"


def test_the_practice_reads_the_trend_and_publishes_it(
    browser: Browser, asked: Pulse, owen: User, casey: User
) -> None:
    pulses.answer_pulse(pulse=asked, found=pulses.Found(4, 2, "Fine."), answered_by=owen)
    browser.force_login(casey)

    assert "Fine." in browser.get(reverse("desk:pulse_list")).text
    assert "2026-Q3,Our help,1,1,4.00,2.00," in browser.get(reverse("desk:pulse_export")).text
    page = reverse("desk:pulse_publish", args=[asked.client.public_id, "2026-Q3"])
    browser.post(page, {"actions": "We answer in pairs."})
    browser.force_login(owen)

    assert PulseSummary.objects.get().actions == "We answer in pairs."
    assert "We answer in pairs." in browser.get(reverse("desk:pulse_summary")).text


def test_a_client_is_asked_once_the_practice_begins(
    browser: Browser, acme: Client, casey: User
) -> None:
    browser.force_login(casey)

    begun = browser.post(
        reverse("desk:pulse_want", args=[acme.public_id]), {"is_wanted": "yes"}, follow=True
    )

    assert "are asked from now on" in begun.text
    assert "Stop asking" in begun.text
    assert pulses.is_wanted(acme)


@pytest.mark.parametrize("name", ["2026-Q5", "x"])
def test_a_quarter_that_is_none_is_not_found(
    browser: Browser, acme: Client, casey: User, name: str
) -> None:
    browser.force_login(casey)

    assert browser.get(f"/clients/{acme.public_id}/pulse/{name}/").status_code == 404


def test_the_page_of_pulses_asks_the_database_as_often_for_many(
    browser: Browser,
    acme: Client,
    globex: Client,
    owen: User,
    stella: User,
    pat: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser.force_login(pat)
    for client, person in ((acme, owen), (globex, stella)):
        for month in (1, 4, 7):
            pulse = Pulse.objects.create(client=client, person=person, quarter=date(2026, month, 1))
            pulses.answer_pulse(pulse=pulse, found=pulses.Found(4, 2, "Fine."), answered_by=person)

    with django_assert_max_num_queries(25):
        browser.get(reverse("desk:pulse_list"))
