"""Who is told what of money: clients of money that came, the practice of days and delays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.utils import timezone

from billing_audit.models import Dispute
from billing_audit.money import moving
from billing_audit.money.crediting.confirming import confirm
from billing_audit.money.watching import watch
from clients.models import Client, Membership, Notice, User
from tests.billing_audit.money.crediting import billed, credited
from tests.billing_audit.money.stories import draft, sent, step
from tests.billing_audit.money.test_matching import only

SENT_ON = date(2026, 4, 20)


def told(person: User) -> list[str]:
    sentences = Notice.objects.filter(recipient=person).order_by("pk")
    return [each.sentence.replace("\N{NO-BREAK SPACE}", " ") for each in sentences]


@pytest.fixture
def viewer(acme: Client) -> User:
    user = User.objects.create_user("vera@acme.test", name="Vera", kind="client")
    Membership.objects.create(user=user, client=acme, role="viewer")
    return user


def test_executives_are_told_of_credits_once_and_led_to_their_page(
    acme: Client, casey: User, owen: User, viewer: User, stella: User, browser: Browser
) -> None:
    dispute = sent(acme, casey, SENT_ON)
    before = len(told(owen))
    billed(acme, credited("-64.00"), on="2026-05-01")

    confirm(match=only(acme), confirmed_by=casey)
    step(dispute, "verify", casey)

    posted, verified = told(owen)[before:]
    assert posted.endswith(f"credited $64.00 on a bill (dispute {dispute}).")
    assert verified.startswith("$64.00 back from ")
    assert not Notice.objects.filter(topic="money", recipient__in=[viewer, stella, casey])
    browser.force_login(owen)
    links = set(Notice.objects.filter(topic="money").values_list("link", flat=True))
    assert [browser.get(link).status_code for link in links] == [200]


def test_who_was_told_of_a_mistake_is_told_so(acme: Client, casey: User, owen: User) -> None:
    dispute = sent(acme, casey, SENT_ON)
    billed(acme, credited("-64.00"), on="2026-05-01")
    event = confirm(match=only(acme), confirmed_by=casey)

    moving.undo(dispute=dispute, event=event, undone_by=casey)

    assert told(owen)[-1].startswith("This was entered by mistake and does not count: ")


def test_who_was_told_nothing_hears_of_no_mistake(acme: Client, casey: User, owen: User) -> None:
    dispute = sent(acme, casey, SENT_ON)
    billed(acme, credited("-64.00"), on="2026-05-01")
    event = confirm(match=only(acme), confirmed_by=casey)
    Notice.objects.update(key="")  # as steps of before these notices have none
    before = len(told(owen))

    moving.undo(dispute=dispute, event=event, undone_by=casey)

    assert len(told(owen)) == before


def test_a_draft_is_told_of_at_two_weeks_at_three_days_and_when_it_is_late(
    acme: Client, casey: User, owen: User
) -> None:
    dispute = draft(acme, casey)
    last = timezone.localdate() + timedelta(days=300)
    Dispute.objects.filter(pk=dispute.pk).update(due_on=last)
    before, counts = len(told(casey)), []

    for left in (15, 14, 13, 3, 1, -1, -2):
        watch(last - timedelta(days=left))
        counts.append(len([said for said in told(casey)[before:] if str(dispute) in said]))

    assert counts == [0, 1, 1, 2, 2, 3, 3]
    assert told(casey)[-1].endswith(f"it is to be sent by {last:%-d %b %Y}, 1 day late.")
    assert not Notice.objects.filter(recipient=owen, topic="money")


def test_an_answer_that_is_overdue_is_told_once_to_the_practice(
    acme: Client, casey: User, owen: User
) -> None:
    dispute = sent(acme, casey, SENT_ON)
    before = len(told(casey))

    watch(dispute.due_on)
    on_the_day = len(told(casey))
    watch(dispute.due_on + timedelta(days=1))
    watch(dispute.due_on + timedelta(days=2))

    (late,) = [said for said in told(casey)[before:] if str(dispute) in said]
    assert on_the_day == before
    assert "carrier’s answer due on 20 May 2026 is 1 day late" in late
    assert not Notice.objects.filter(recipient=owen, topic="money")


def test_a_promise_that_no_bill_keeps_is_told_once(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey, SENT_ON)
    step(dispute, "approve_part", casey, amount=Decimal("40.00"), note="In part.")
    step(dispute, "promise", casey, amount=Decimal("40.00"), cycle=date(2026, 5, 1))

    watch(date(2026, 6, 15))
    early = [said for said in told(casey) if "promised" in said]
    watch(date(2026, 6, 16))
    watch(date(2026, 6, 17))

    (late,) = [said for said in told(casey) if "promised" in said]
    assert early == []
    assert late.endswith("a credit of $40.00 was promised for May 2026 and stands on no bill.")
