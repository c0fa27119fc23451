"""Notices by mail: one a person and run, to who wants them, never twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Mail, Membership, Notice, User
from clients.notices import mailing
from clients.notices.models import Topic
from clients.notices.tasks import mail_notices
from tests.clients.notices.conftest import Tell, choose

State = Mail.State


def test_one_mail_tells_a_person_everything(
    tell: Tell, casey: User, pat: User, globex: Client
) -> None:
    Membership.objects.create(user=casey, client=globex, role="consultant")
    tell(casey, "Owen asked about an entry.", link="/work/1/")
    tell(casey, "A statement is there.", client=globex, link="/work/2/")
    tell(pat, "Something else.")

    mail_notices()

    to_casey, to_pat = sorted(outbox.outbox, key=lambda mail: mail.to)
    assert (to_casey.to, to_pat.to) == (["casey@practice.test"], ["pat@practice.test"])
    assert to_casey.subject == "2 notices from Your practice"
    assert "Acme Logistics\n\n- Owen asked about an entry.\n" in to_casey.body
    assert "http://127.0.0.1:8000/work/2/" in to_casey.body
    assert to_pat.subject == "Acme Logistics: Something else."


def test_nothing_is_mailed_twice(tell: Tell, casey: User) -> None:
    tell(casey)
    mail_notices()

    mail_notices()

    assert len(outbox.outbox) == 1
    assert Mail.objects.get().state == State.SENT


def test_telling_wakes_a_worker_once_the_rows_are_there(
    tell: Tell, casey: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tell(casey)

    assert len(outbox.outbox) == 1


def test_who_read_it_already_gets_no_mail(tell: Tell, casey: User) -> None:
    tell(casey)
    Notice.objects.update(read_at=timezone.now())

    mail_notices()

    assert not outbox.outbox


def test_a_topic_nobody_wants_is_settled_without_a_mail(
    tell: Tell, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    choose(browser, casey, question="none")
    tell(casey)

    mail_notices()

    assert not outbox.outbox
    assert Notice.objects.get().is_settled


@pytest.mark.parametrize("chosen", [False, True])
def test_client_users_are_mailed_of_the_use_only_when_they_chose_it(
    tell: Tell, owen: User, browser: Browser, *, chosen: bool
) -> None:
    browser.force_login(owen)
    if chosen:
        choose(browser, owen, use="now")
    tell(owen, "Half of it is used.", topic=Topic.USE)

    mail_notices()

    assert bool(outbox.outbox) == chosen


def test_who_left_the_client_or_the_practice_is_mailed_nothing(
    tell: Tell, casey: User, owen: User
) -> None:
    tell(casey)
    tell(owen)
    Membership.objects.filter(user=casey).delete()
    User.objects.filter(pk=owen.pk).update(is_active=False)

    mail_notices()

    assert not outbox.outbox


def test_a_server_that_hangs_up_is_asked_again_later(
    tell: Tell, casey: User, no_server: None, settings: Any
) -> None:
    tell(casey)
    mail_notices()
    waiting = Mail.objects.get()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail_notices()
    too_early = len(outbox.outbox)
    Mail.objects.update(not_before=timezone.now() - timedelta(seconds=1))

    mail_notices()

    assert (waiting.state, waiting.attempts) == (State.WAITING, 1)
    assert "gone" in waiting.error
    assert (too_early, len(outbox.outbox)) == (0, 1)
    assert outbox.outbox[0].extra_headers["Message-ID"].startswith(f"<{waiting.public_id}@")


def test_after_many_attempts_it_is_given_up(tell: Tell, casey: User, no_server: None) -> None:
    tell(casey)
    mailing.write_mails()
    Mail.objects.update(attempts=mailing.MOST_ATTEMPTS - 1)

    mailing.send_mails()

    assert Mail.objects.get().state == State.FAILED


def test_a_mail_whose_worker_was_killed_is_not_sent_again(tell: Tell, casey: User) -> None:
    tell(casey)
    mailing.write_mails()
    mailing._claim()  # and here the machine loses power

    mail_notices()

    assert not outbox.outbox
    assert Mail.objects.get().state == State.SENDING


def test_the_form_shows_what_is_chosen(owen: User, browser: Browser) -> None:
    browser.force_login(owen)

    def shown() -> dict[str, str]:
        form = browser.get(reverse("notices:mail_choose")).context["form"]
        return {field.name: field.initial for field in form if field.name in Topic.values}

    before = shown()
    choose(browser, owen, use="weekly", ending="none")

    assert (before["use"], before["ending"]) == ("none", "now")
    assert (shown()["use"], shown()["ending"]) == ("weekly", "none")


def test_client_users_are_offered_only_what_can_reach_them(
    owen: User, casey: User, browser: Browser
) -> None:
    def offered(user: User) -> list[str]:
        browser.force_login(user)
        form = browser.get(reverse("notices:mail_choose")).context["form"]
        return list(form.fields)[1:]

    assert set(Topic.values) - set(offered(owen)) == {"library"}
    to_clients_only = {"finding", "report", "statement"}
    assert set(Topic.values) - set(offered(casey)) == to_clients_only
