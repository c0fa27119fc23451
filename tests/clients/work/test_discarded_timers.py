"""Timers that are thrown away, and brought back by whoever threw them."""

from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Activity, Client, Membership, Project, Timer, User
from clients.work import timers
from tests.agreed import agree
from tests.clients.retainers.conftest import words
from tests.clients.work.conftest import Run

START, STOP, RESUME, DISCARD = (
    reverse(f"work:timer_{deed}") for deed in ("start", "stop", "resume", "discard")
)


@pytest.mark.usefixtures("noon")
def test_a_discarded_timer_can_be_brought_back(casey_works: Browser, run: Run) -> None:
    run(42)

    page = casey_works.post(DISCARD, follow=True)
    assert not Timer.objects.exists()
    undo = next(message for message in page.context["messages"]).extra_tags
    casey_works.post(undo)

    timer = Timer.objects.get()
    assert (timer.hours, timer.text, timer.is_running) == (Decimal("0.7"), "Dispute call", False)


def test_nobody_brings_back_the_timer_of_another(run: Run, pat: User) -> None:
    token = timers.discard_timer(timer=run(42))

    with pytest.raises(timers.TimerRefused, match="cannot be brought back"):
        timers.restore_timer(token=token, consultant=pat)


def test_the_timer_of_a_client_one_no_longer_works_for_is_not_brought_back(
    run: Run, casey: User
) -> None:
    token = timers.discard_timer(timer=run(42))
    Membership.objects.filter(user=casey).delete()
    casey = User.objects.get(pk=casey.pk)

    with pytest.raises(timers.TimerRefused, match="cannot be brought back"):
        timers.restore_timer(token=token, consultant=casey)


def test_a_timer_at_a_client_one_has_left_can_be_discarded(
    casey_works: Browser, globex: Client, casey: User, run: Run
) -> None:
    left = Project.objects.create(client=globex, agreement=agree(globex), name="Left behind")
    run(20, project=left)

    page = casey_works.post(START, {"line": "acme audit calling carriers"})
    assert "Your timer still runs for a client you no longer work for." in words(page)
    assert f'action="{DISCARD}"' in page.content.decode()
    assert "Left behind" not in page.content.decode()
    said = words(casey_works.post(DISCARD, follow=True))

    assert "Discarded the timer at the client you no longer work for." in said
    assert not Timer.objects.exists()
    assert Activity.objects.get(verb="timer.discarded").client == globex
    casey_works.post(START, {"line": "acme audit calling carriers"})
    assert Timer.objects.get().project.client != globex
