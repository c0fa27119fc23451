"""The pages of committees: set up by the practice, read and acted on by both sides."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clients.committees.actions import take_on
from clients.committees.seating import begin_with_one
from clients.models import (
    Client,
    Committee,
    CommitteeAction,
    CommitteeMeeting,
    CommitteeSeat,
    Minutes,
    User,
)
from tests.clients.committees.conftest import seat_of

LIST = reverse("committees:committee_list")
ACTIONS = reverse("committees:action_list")


def to(name: str, *of: object) -> str:
    return reverse(f"committees:{name}", args=of)


@pytest.fixture
def casey_browses(casey: User) -> Browser:
    browser = Browser()
    browser.force_login(casey)
    return browser


@pytest.fixture
def owen_browses(owen: User) -> Browser:
    browser = Browser()
    browser.force_login(owen)
    return browser


def page(browser: Browser, address: str) -> str:
    return " ".join(browser.get(address).content.decode().split())


def test_two_clicks_give_a_small_client_its_committee(
    acme: Client, pat: User, owen: User, casey_browses: Browser, owen_browses: Browser
) -> None:
    assert "Begin with one" in page(casey_browses, LIST)
    assert "Yours stand here" in page(owen_browses, LIST)

    answer = casey_browses.post(to("committee_begin", acme.public_id), follow=True)

    shown = " ".join(answer.content.decode().split())
    assert "its first meeting is planned" in shown
    assert "Owen Ortiz" in shown
    assert "Pat Page" in shown
    assert "Retainer committee" in page(owen_browses, LIST)


def test_a_level_brings_its_name_and_duties_and_a_rhythm_its_day(
    acme: Client, casey_browses: Browser
) -> None:
    new = to("committee_create", acme.public_id)
    form = casey_browses.get(f"{new}?level=executive").context["form"]
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    facts = {name: value for name, value in shown.items() if value is not None}
    assert facts["name"] == "Executive committee"
    assert "goals of the relationship" in facts["duties"]

    said = {**facts, "relationship": "", "first_on": "2027-03-16", "often": "other"}
    refused = casey_browses.post(new, said | {"rule_text": "whenever"}).content.decode()
    casey_browses.post(new, said | {"often": "quarterly", "starts": "09:30"})

    assert "Write a rule such as" in refused
    committee = Committee.objects.get()
    assert committee.cadence.sentence == "Every three months on the third Tuesday"
    assert timezone.localtime(committee.meetings.get().starts_at).strftime("%H:%M") == "09:30"


def test_a_seat_without_a_peer_is_told_until_one_faces_it(
    committee: Committee, casey_browses: Browser
) -> None:
    about = to("committee_detail", committee.public_id)
    add = to("seat_create", committee.public_id, "partner")
    assert "A seat without a peer" not in page(casey_browses, about)

    casey_browses.post(add, {"title": "Auditor", "name": "Ann Audit", "opposite": ""})
    assert "A seat without a peer" in page(casey_browses, about)
    seat = CommitteeSeat.objects.get(title="Auditor")
    lonely = page(casey_browses, about)
    assert f"{to('seat_create', committee.public_id, 'client')}?faces={seat.public_id}" in lonely
    casey_browses.post(
        to("seat_create", committee.public_id, "client"),
        {"title": "Controller", "name": "Cora Count", "opposite": seat.pk},
    )

    assert "A seat without a peer" not in page(casey_browses, about)
    both = casey_browses.post(add, {"title": "x", "name": "y", "person": seat_of_casey(committee)})
    assert "Choose somebody who can sign in, or write a name." in both.content.decode()


def seat_of_casey(committee: Committee) -> int:
    return committee.seats.get(person__name="Casey Cole").person_id


def test_a_seat_is_taken_out_and_the_message_puts_it_back(
    committee: Committee, owen: User, casey_browses: Browser
) -> None:
    seat = seat_of(owen)

    shown = casey_browses.post(to("seat_leave", seat.public_id), follow=True).content.decode()

    assert to("seat_return", seat.public_id) in shown
    assert "No sponsor" in shown
    casey_browses.post(to("seat_return", seat.public_id))
    assert CommitteeSeat.objects.taken().filter(pk=seat.pk).exists()


def test_minutes_go_from_a_draft_to_the_word_of_both_sides(
    meeting: CommitteeMeeting, casey_browses: Browser, owen_browses: Browser
) -> None:
    about = to("meeting_detail", meeting.public_id)
    owen_browses.post(to("item_add", meeting.public_id), {"kind": "issue", "title": "Late bills"})
    item, seats = meeting.items.get(), meeting.committee.seats.all()
    assert "Late bills" in page(casey_browses, to("minutes_edit", meeting.public_id))
    written = {f"came-{seat.pk}": "yes" for seat in seats if seat.is_sponsor}
    casey_browses.post(
        to("minutes_edit", meeting.public_id),
        {**written, f"outcome-{item.pk}": "They come by mail now.", "text": "Short."},
    )
    assert "They come by mail now." not in page(owen_browses, about)

    casey_browses.post(to("minutes_offer", meeting.public_id))
    read = page(owen_browses, about)
    assert "They come by mail now." in read
    assert "Approve the minutes" in read
    owen_browses.post(to("minutes_object", meeting.public_id), {"words": "By post."})
    assert "By post." in page(casey_browses, about)
    sent = {"sha256": Minutes.objects.get().sha256}
    owen_browses.post(to("minutes_approve", meeting.public_id), sent)

    approved = page(owen_browses, about)
    assert Minutes.objects.get().state == "approved"
    assert "Approve the minutes" not in approved
    assert "Casey Cole" in approved
    assert "Take the minutes back" not in page(casey_browses, about)


def test_an_owner_of_the_client_acts_on_the_page_of_actions(
    meeting: CommitteeMeeting, pat: User, casey: User, owen: User,
    owen_browses: Browser, casey_browses: Browser,
) -> None:  # fmt: skip
    due = timezone.localdate() + timedelta(days=7)
    for user, what in ((owen, "Send the list"), (casey, "Check the list")):
        take_on(meeting=meeting, what=what, owner=seat_of(user), due_on=due, taken_by=pat)
    mine = page(owen_browses, f"{ACTIONS}?whose=mine")
    assert "Send the list" in mine
    assert "Check the list" not in mine
    theirs = CommitteeAction.objects.get(what="Send the list")
    ours = CommitteeAction.objects.get(what="Check the list")
    shown = page(owen_browses, ACTIONS)
    assert to("action_finish", theirs.public_id) in shown
    assert to("action_finish", ours.public_id) not in shown

    answer = owen_browses.post(
        to("action_finish", theirs.public_id), {"words": "Sent.", "back": ACTIONS}, follow=True
    )
    refused = owen_browses.post(
        to("action_finish", ours.public_id), {"words": "Done."}, follow=True
    )

    assert to("action_reopen", theirs.public_id) in answer.content.decode()
    assert "Whoever took it on" in refused.content.decode()
    rows = list(csv.reader(StringIO(casey_browses.get(to("action_export")).content.decode())))
    assert [row[2] for row in rows[1:]] == ["Check the list"]


def test_nobody_of_another_client_meets_anything(
    meeting: CommitteeMeeting, stella: User, browser: Browser
) -> None:
    browser.force_login(stella)

    committee = meeting.committee.public_id
    found = [
        browser.get(address).status_code
        for address in (
            to("committee_detail", committee),
            to("meeting_detail", meeting.public_id),
        )
    ]

    assert found == [404, 404]
    assert "Retainer committee" not in browser.get(LIST).content.decode()


def test_lists_ask_as_little_of_many_as_of_one(
    acme: Client, globex: Client, pat: User, owen: User, browser: Browser
) -> None:
    browser.force_login(pat)
    counts = []
    for client in (acme, globex):
        committee = begin_with_one(client=client, begun_by=pat)
        meeting = committee.meetings.get()
        for number in range(5):
            take_on(
                meeting=meeting,
                what=f"No. {number}",
                owner=committee.seats.first(),
                due_on=timezone.localdate() + timedelta(days=number + 40),
                taken_by=pat,
            )
        with CaptureQueriesContext(connection) as asked:
            browser.get(LIST)
            browser.get(ACTIONS)
        counts.append(len(asked))

    assert counts[0] == counts[1]
