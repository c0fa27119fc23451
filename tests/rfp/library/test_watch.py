"""Owners are told of parts to be read again: once, and also by mail where they wish."""

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Notice, User
from clients.notices.mailing import write_mails
from clients.notices.models import Mail, Topic
from retainer.agenda.calendar import due_to
from rfp.library.models import LibraryPart
from rfp.library.services import keep_part
from rfp.library.watch import watch

TODAY = date(2027, 3, 1)


@pytest.fixture
def due(casey: User, pat: User) -> LibraryPart:
    part = LibraryPart(
        code="dark-fibre", kind="pack", title="Dark fibre", owner=casey, review_due=TODAY
    )
    return keep_part(part=part, kept_by=pat)


def test_the_owner_is_told_once(due: LibraryPart, casey: User) -> None:
    assert watch(TODAY) == 1
    watch(TODAY)

    [told] = Notice.objects.all()
    assert (told.recipient, told.client, told.topic) == (casey, None, Topic.LIBRARY)
    assert told.sentence == "To be read again from beginning to end: Dark fibre"


def test_nobody_is_told_before_the_day(due: LibraryPart) -> None:
    assert watch(date(2027, 2, 28)) == 0


def test_the_owner_finds_it_under_the_bell_and_in_the_mail(due: LibraryPart, casey: User) -> None:
    watch(TODAY)
    browser = Browser()
    browser.force_login(casey)

    assert "Dark fibre" in browser.get(reverse("notices:notice_list")).content.decode()
    write_mails()
    mail = Mail.objects.get()
    assert "Dark fibre" in mail.text
    assert mail.recipient == casey


def test_nobody_of_a_client_is_asked_whether_they_want_such_mails(owen: User, pat: User) -> None:
    assert Topic.LIBRARY not in Topic.reaching(owen)
    assert Topic.LIBRARY in Topic.reaching(pat)


def test_a_client_user_meets_no_notice_of_the_practice(
    due: LibraryPart, acme: Client, owen: User
) -> None:
    watch(TODAY)

    assert not Notice.objects.visible_to(owen)


def test_it_stands_in_the_owner_s_calendar_alone(
    due: LibraryPart, casey: User, pat: User, owen: User
) -> None:
    [told] = due_to(casey, TODAY)

    assert (told.day, told.title) == (TODAY, "Read again in the library: Dark fibre")
    assert due_to(pat, TODAY) == due_to(owen, TODAY) == []
