"""A pack leads with the decisions needed, stays as it was frozen, and is sent by a person."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.committees.actions import take_on
from clients.committees.seating import begin_with_one
from clients.issues.levels import Level
from clients.issues.services import raise_issue
from clients.models import (
    Carrier,
    Client,
    Committee,
    CommitteeMeeting,
    Contract,
    MeetingPack,
    Notice,
    Practice,
    Relationship,
    User,
)
from clients.relationships.services import keep_relationship
from retainer.lib import records
from retainer.lib.months import month_of, shifted
from retainer.packs.document import context
from retainer.packs.drawing import draw_pack
from retainer.packs.gathering import levels_of
from retainer.packs.services import PackRefused, make_pack, send_pack
from retainer.packs.shape import Due, Figures, Wanted
from tests.clients.advice.conftest import Advise, advise
from tests.clients.committees.conftest import seat_of
from tests.clients.metrics.conftest import BAD, GOOD, measured, note
from tests.clients.metrics.conftest import make as measurable

__all__ = ["advise"]


@pytest.fixture
def meeting(acme: Client, pat: User, casey: User, owen: User) -> CommitteeMeeting:
    return begin_with_one(client=acme, begun_by=pat).meetings.select_related("client").get()


def told(pack: MeetingPack) -> Figures:
    return records.read(Figures, pack.figures)


def test_it_leads_with_decisions_the_dearest_wait_first(
    meeting: CommitteeMeeting, advise: Advise, acme: Client, pat: User, casey: User, owen: User
) -> None:
    advise(title="Cheap to wait for", monthly=Decimal(20))
    advise(title="Dear to wait for", monthly=Decimal(300))
    advise(title="Nobody can say")
    advise(is_draft=True, title="Not yet said")
    raise_issue(client=acme, title="Late bills", text="Again.", raised_by=owen)
    take_on(
        meeting=meeting,
        what="Send the list",
        owner=seat_of(owen),
        due_on=timezone.localdate() + timedelta(days=9),
        taken_by=pat,
    )

    figures = told(make_pack(meeting=meeting, made_by=casey))

    assert [each.title for each in figures.decisions] == [
        *("Dear to wait for", "Cheap to wait for", "Nobody can say"),
    ]
    assert figures.cost_of_waiting == "$320.00"
    assert [each.title for each in figures.issues] == ["Late bills"]
    assert [(each.what, each.owner, each.side) for each in figures.waiting] == [
        ("Send the list", "Owen Ortiz", "Acme Logistics")
    ]
    assert [each.name for each in figures.sponsors] == ["Owen Ortiz", "Pat Page"]
    assert (figures.months, figures.causes) == ([], [])


def test_what_waiting_has_cost_is_of_the_days_it_waited() -> None:
    asked = Wanted("Dispute?", "We pay.", Decimal(1000), "USD", Decimal(300), None, 10)

    assert asked.waited == Decimal(100)
    assert replace(asked, monthly=None).waited is None


def test_a_level_without_a_committee_is_looked_after_by_the_next_above(
    acme: Client, meeting: CommitteeMeeting
) -> None:
    one = meeting.committee
    assert levels_of(one) == [Level.OPERATING, Level.MANAGEMENT, Level.EXECUTIVE]

    top = Committee.objects.create(
        client=acme, level="executive", name="Top", duties="x", first_on=timezone.localdate()
    )

    assert levels_of(one) == [Level.OPERATING, Level.MANAGEMENT]
    assert levels_of(top) == [Level.EXECUTIVE]


def test_what_was_frozen_stays_and_a_newer_one_takes_its_place(
    meeting: CommitteeMeeting, advise: Advise, casey: User
) -> None:
    first = make_pack(meeting=meeting, made_by=casey)
    advise()
    second = make_pack(meeting=meeting, made_by=casey)

    assert (first.number, second.number) == (1, 2)
    assert first.sha256 == records.sha256(first.figures) != second.sha256
    with pytest.raises(IntegrityError, match="stays as it was frozen"), transaction.atomic():
        MeetingPack.objects.filter(pk=first.pk).update(figures={})


def test_it_is_drawn_looked_at_and_sent_and_only_then_the_clients(
    meeting: CommitteeMeeting, advise: Advise, casey: User, owen: User, stella: User,
    browser: Browser,
) -> None:  # fmt: skip
    advise(monthly=Decimal(250))
    pack = make_pack(meeting=meeting, made_by=casey)
    with pytest.raises(PackRefused, match="being drawn"):
        send_pack(pack=pack, sent_by=casey)
    draw_pack(pack.pk)
    address = reverse("packs:pack_pdf", args=[pack.public_id])
    page = reverse("committees:meeting_detail", args=[meeting.public_id])

    def opens(user: User) -> int:
        browser.force_login(user)
        return browser.get(address).status_code

    before = [opens(user) for user in (casey, owen, stella)]
    browser.force_login(casey)
    browser.post(reverse("packs:pack_send", args=[pack.public_id]))

    assert before == [200, 404, 404]
    assert [opens(user) for user in (casey, owen, stella)] == [200, 200, 404]
    assert Notice.objects.filter(recipient=owen, sentence__startswith="The pack for").exists()
    browser.force_login(owen)
    assert pack.sha256 in browser.get(page).content.decode()
    pack.refresh_from_db()
    with pack.pdf.content.open("rb") as drawn:
        assert drawn.read(5) == b"%PDF-"


def test_it_says_what_was_measured_and_which_credits_are_due(
    acme: Client, pat: User, casey: User, owen: User
) -> None:
    carrier, _ = Carrier.objects.get_or_create(name="Verizon")
    contract = Contract.objects.create(client=acme, carrier=carrier, number="MSA-1")
    voice = keep_relationship(
        relationship=Relationship(client=acme, name="Voice", kind="carrier", carrier=carrier),
        kept_by=casey,
    )
    last = shifted(month_of(timezone.localdate()), -1)
    for name, down in (("Kept", GOOD), ("Broken", BAD)):
        metric = measurable(voice, casey, name=name, contract=contract)
        measured(metric, casey, since=shifted(last, -1))
        note(metric, casey, shifted(last, -1), GOOD)
        note(metric, casey, last, down)
    measured(measurable(voice, casey, name="Nobody noted"), casey, since=last)
    meeting = begin_with_one(client=acme, begun_by=pat).meetings.select_related("client").get()

    pack = make_pack(meeting=meeting, made_by=casey)

    figures = told(pack)
    assert [(each.name, each.outcome, each.before, each.value) for each in figures.measured] == [
        ("Broken", "missed", "100 %", "99.86 %"),
        ("Nobody noted", "not_noted", "", ""),
        ("Kept", "met", "100 %", "100 %"),
    ]
    assert figures.measured[0].target == "99.9 % or more"
    assert (figures.measured[0].missed, figures.measured[0].noted) == (1, 2)
    assert figures.due == [Due("Broken", last, "10% of the charges", shifted(last, 1))]
    paper = render_to_string("print/pack.html", context(pack, Practice.current()))
    assert "10% of the charges" in paper
    assert "Not noted" in paper


def test_a_meeting_of_one_relationship_hears_of_its_metrics_alone(
    acme: Client, pat: User, casey: User
) -> None:
    mine, other = (
        keep_relationship(relationship=Relationship(client=acme, name=name), kept_by=casey)
        for name in ("Mine", "Other")
    )
    last = shifted(month_of(timezone.localdate()), -1)
    for relationship in (mine, other):
        measured(measurable(relationship, casey, name=relationship.name), casey, since=last)
    meeting = begin_with_one(client=acme, begun_by=pat).meetings.select_related("client").get()
    Committee.objects.update(relationship=mine)

    figures = told(make_pack(meeting=meeting, made_by=casey))

    assert [each.name for each in figures.measured] == ["Mine"]


def test_a_meeting_that_is_over_gets_no_pack(meeting: CommitteeMeeting, casey: User) -> None:
    CommitteeMeeting.objects.update(state="held")

    with pytest.raises(PackRefused, match="still planned"):
        make_pack(meeting=meeting, made_by=casey)


def test_the_paper_names_what_is_overdue(meeting: CommitteeMeeting, casey: User) -> None:
    pack = make_pack(meeting=meeting, made_by=casey)

    shown = context(pack, Practice.current())

    assert shown["spend"] == shown["saved"] == ""
    assert shown["title"] == "Retainer committee, meeting pack"
