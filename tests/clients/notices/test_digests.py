"""Mails at a pace: nothing before its hour, by client, once, and none when there is nothing."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as outbox
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Mail, Membership, Notice, NoticeChoice, Practice, User
from clients.notices import mailing
from clients.notices.feeds import stop_token_of, token_of
from clients.notices.models import Pace, Topic
from clients.notices.ripening import is_ripe
from clients.notices.services import notify, renew_feed
from clients.notices.tasks import mail_notices
from clients.notices.wishes import paces_of
from clients.people.middleware import scope_of
from tests.clients.notices.conftest import Tell, choose

BERLIN = ZoneInfo("Europe/Berlin")
# A Thursday.
TOLD = datetime(2026, 3, 12, 9, 30, tzinfo=BERLIN)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """The practice keeps the time of Berlin."""
    Practice.objects.update_or_create(pk=1, defaults={"time_zone": "Europe/Berlin"})


def mail_at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> list[str]:
    """Whom mails went to since the last look, when it is so late."""
    before = len(outbox.outbox)
    with monkeypatch.context() as patched:
        patched.setattr(mailing.timezone, "now", lambda: now)
        mailing.write_mails()
    mailing.send_mails()
    return [mail.to[0] for mail in outbox.outbox[before:]]


@pytest.mark.parametrize(
    ("pace", "now", "expected"),
    [
        ("now", TOLD, True),
        ("none", TOLD, True),
        ("daily", at(13, 6, 59), False),
        ("daily", at(13, 7), True),
        ("weekly", at(16, 6, 59), False),
        ("weekly", at(16, 7), True),
    ],
)
def test_a_notice_is_ripe_at_its_hour(pace: str, now: datetime, *, expected: bool) -> None:
    with timezone.override(BERLIN):
        assert is_ripe(pace, TOLD, now) == expected


def test_what_is_told_before_seven_comes_the_same_morning() -> None:
    with timezone.override(BERLIN):
        assert is_ripe("daily", at(12, 6, 30), at(12, 7))
        assert is_ripe("weekly", at(16, 6, 30), at(16, 7))


def test_clocks_that_change_in_the_night_do_not_move_the_hour() -> None:
    with timezone.override(BERLIN):
        assert not is_ripe("daily", at(28, 12), at(29, 6, 59))
        assert is_ripe("daily", at(28, 12), at(29, 7))


def test_a_digest_groups_by_client_with_links_and_goes_out_once(
    tell: Tell,
    casey: User,
    globex: Client,
    browser: Browser,
    clock: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Membership.objects.create(user=casey, client=globex, role="consultant")
    choose(browser, casey, every=Pace.DAILY)
    tell(casey, "First of <Acme>.", link="/work/1/")
    tell(casey, "Of Globex.", client=globex, link="/work/2/")
    tell(casey, "Second of Acme.", topic=Topic.MONEY, link="/work/3/")
    Notice.objects.update(made_at=TOLD)

    sent = [mail_at(monkeypatch, when) for when in (TOLD, at(13, 7), at(13, 7, 1), at(14, 7))]

    assert sent == [[], ["casey@practice.test"], [], []]
    (digest,) = outbox.outbox
    html, kind = digest.alternatives[0]
    assert kind == "text/html"
    for words in (digest.body, html):
        places = [words.index(said) for said in ("Acme Logistics", "Second of", "Globex Health")]
        assert places == sorted(places)
        assert words.count("Acme Logistics") == 1
        assert "http://127.0.0.1:8000/work/2/" in words
    assert "First of &lt;Acme&gt;." in html
    assert digest.subject.startswith("3 notices from ")


def test_what_waits_for_a_digest_holds_nothing_else_back(
    tell: Tell, casey: User, browser: Browser
) -> None:
    choose(browser, casey, question="weekly")
    tell(casey, "A question.")
    tell(casey, "A decision.", topic=Topic.DECISION)

    mail_notices()

    assert "A decision." in outbox.outbox[0].body
    assert "A question." not in outbox.outbox[0].body
    assert not Notice.objects.get(topic=Topic.QUESTION).is_settled


def test_a_digest_that_the_server_refuses_goes_out_later_and_once(
    tell: Tell,
    casey: User,
    browser: Browser,
    clock: None,
    no_server: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(browser, casey, every=Pace.DAILY)
    tell(casey, "First.")
    tell(casey, "Second.")
    Notice.objects.update(made_at=TOLD)

    refused = mail_at(monkeypatch, at(13, 7))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    at_once = mail_at(monkeypatch, at(13, 7, 1))
    Mail.objects.update(not_before=TOLD)
    later = [mail_at(monkeypatch, at(13, 7, minute)) for minute in (2, 3)]

    assert (refused, at_once, later) == ([], [], [["casey@practice.test"], []])
    assert [words in outbox.outbox[0].body for words in ("First.", "Second.")] == [True, True]


def test_what_was_read_meanwhile_makes_no_digest(
    tell: Tell, casey: User, browser: Browser, clock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(browser, casey, every=Pace.DAILY)
    tell(casey)
    Notice.objects.update(made_at=TOLD, read_at=TOLD)

    assert mail_at(monkeypatch, at(13, 7)) == []


def test_a_digest_tells_nothing_of_a_client_somebody_left(
    tell: Tell,
    casey: User,
    globex: Client,
    browser: Browser,
    clock: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Membership.objects.create(user=casey, client=globex, role="consultant")
    choose(browser, casey, every=Pace.DAILY)
    tell(casey, "Of Acme.")
    tell(casey, "Of Globex.", client=globex)
    Notice.objects.update(made_at=TOLD)
    Membership.objects.filter(user=casey, client=globex).delete()

    mail_at(monkeypatch, at(13, 7))

    assert "Of Acme." in outbox.outbox[0].body
    assert "Globex" not in outbox.outbox[0].body


def test_the_link_of_a_mail_stops_them_all_without_signing_in(
    tell: Tell, casey: User, owen: User, browser: Browser
) -> None:
    tell(casey)
    mail_notices()
    address = reverse("notices:mail_stop", args=[stop_token_of(casey)])

    asked = browser.get(address)
    before = set(paces_of(casey).values())
    browser.post(address)

    assert f"<http://127.0.0.1:8000{address}>" == outbox.outbox[0].extra_headers["List-Unsubscribe"]
    assert address in outbox.outbox[0].body
    assert (asked.status_code, before) == (200, {"now"})
    assert set(paces_of(casey).values()) == {"none"}
    assert "now" in paces_of(owen).values()


def test_the_link_of_a_client_user_works_while_somebody_else_is_signed_in(
    owen: User, stella: User, browser: Browser
) -> None:
    browser.force_login(stella)

    browser.post(reverse("notices:mail_stop", args=[stop_token_of(owen)]))

    assert set(paces_of(owen).values()) == {"none"}
    assert "now" in paces_of(stella).values()


def test_whoever_stopped_all_mails_is_not_mailed_about_topics_that_came_later(
    casey: User, browser: Browser
) -> None:
    browser.post(reverse("notices:mail_stop", args=[stop_token_of(casey)]))
    with scope_of(casey):
        NoticeChoice.objects.filter(topic=Topic.BUDGET).update(topic="before")

    assert set(paces_of(casey).values()) == {"none"}


def test_no_seal_opens_anything_else(casey: User, browser: Browser) -> None:
    with scope_of(casey):
        calendar = token_of(renew_feed(user=casey))
    guesses = [calendar, stop_token_of(casey)[:-1], casey.public_id.hex, "a.b", "."]

    answers = {
        browser.get(reverse("notices:mail_stop", args=[guess])).status_code for guess in guesses
    }

    assert answers == {404}


def test_the_same_key_tells_each_person_once(acme: Client, casey: User, pat: User) -> None:
    def tell_again(*people: User) -> None:
        notify(
            to=[person.pk for person in people],
            client=acme,
            topic=Topic.MONEY,
            sentence="It is due.",
            link="/disputes/",
            key="dispute-1",
        )

    tell_again(casey)
    tell_again(casey, pat)
    tell_again(casey, pat)

    assert [each.recipient for each in Notice.objects.order_by("pk")] == [casey, pat]
