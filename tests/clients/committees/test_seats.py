"""Seats of both parties face each other; who sits where decides who meets what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.committees.board import board_of
from clients.committees.seating import (
    SeatingRefused,
    begin_with_one,
    dissolve,
    keep_committee,
    keep_seat,
    leave_seat,
    restore,
    return_seat,
)
from clients.models import Client, Committee, CommitteeSeat, User
from retainer.lib.tenancy import acting_as
from tests.clients.committees.conftest import seat_of


def make(client: Client, by: User, level: str, **facts: object) -> Committee:
    usual = {"name": level.capitalize(), "duties": "Meets.", "first_on": timezone.localdate()}
    return keep_committee(
        committee=Committee(client=client, level=level, **usual | facts), kept_by=by
    )


def faced(committee: Committee) -> list[tuple[str, str]]:
    return [
        (pair.theirs.seat.who if pair.theirs else "-", pair.ours.seat.who if pair.ours else "-")
        for pair in board_of(committee).pairs
    ]


def test_a_small_client_begins_with_one_whole_committee(committee: Committee) -> None:
    assert faced(committee) == [("Owen Ortiz", "Pat Page"), ("", "Casey Cole")]
    assert board_of(committee).lacking_sponsors == []
    assert committee.cadence.sentence.startswith("Every month on the ")
    meeting = committee.meetings.get()
    assert timezone.localdate(meeting.starts_at) == meeting.due_on == committee.first_on


def test_one_committee_is_enough_to_begin_with(
    committee: Committee, acme: Client, pat: User
) -> None:
    with pytest.raises(SeatingRefused, match="has a committee already"):
        begin_with_one(client=acme, begun_by=pat)
    with pytest.raises(SeatingRefused, match="of this level already"):
        make(acme, pat, "management")

    dissolve(committee=committee, dissolved_by=pat)
    second = make(acme, pat, "management")
    with pytest.raises(SeatingRefused, match="stands in its place"):
        restore(committee=committee, restored_by=pat)

    assert list(Committee.objects.standing()) == [second]


def test_a_seat_that_is_taken_out_leaves_its_peer_alone_until_it_is_back(
    committee: Committee, owen: User, casey: User
) -> None:
    seat = seat_of(owen)

    leave_seat(seat=seat, left_by=casey)
    alone = [place.seat.who for place in board_of(committee).alone]
    lacking = board_of(committee).lacking_sponsors
    return_seat(seat=seat, returned_by=casey)

    assert alone == ["Pat Page"]
    assert lacking == [committee.client.name]
    assert board_of(committee).alone == []


def test_whoever_was_faced_before_faces_nobody_now(
    committee: Committee, pat: User, casey: User
) -> None:
    ours, theirs = seat_of(casey), CommitteeSeat.objects.get(party="client", is_sponsor=True)

    keep_seat(seat=ours, opposite=theirs, kept_by=casey)

    assert ("Owen Ortiz", "Casey Cole") in faced(committee)
    assert ("-", "Pat Page") in faced(committee)
    assert {seat.title for seat in CommitteeSeat.objects.unfaced()} == {
        "Owner of telecom",
        "Sponsor",
    }


def test_a_seat_faces_the_other_side_of_the_same_committee_alone(
    committee: Committee, casey: User, pat: User
) -> None:
    with pytest.raises(SeatingRefused, match="of the other side"):
        keep_seat(seat=seat_of(casey), opposite=seat_of(pat), kept_by=casey)


def test_a_side_has_one_sponsor_and_nobody_sits_twice(
    committee: Committee, casey: User, pat: User
) -> None:
    told = {"committee": committee, "client": committee.client, "party": "partner"}
    for wrong in (
        CommitteeSeat(title="Second sponsor", is_sponsor=True, **told),
        CommitteeSeat(title="Second seat", person=pat, **told),
    ):
        with pytest.raises(SeatingRefused, match="Change the other seat first"):
            keep_seat(seat=wrong, opposite=None, kept_by=casey)


def test_the_meeting_ahead_follows_the_cadence_but_one_moved_by_hand_stays(
    committee: Committee, pat: User
) -> None:
    committee.rule, committee.first_on = "FREQ=WEEKLY;BYDAY=FR", timezone.localdate()
    keep_committee(committee=committee, kept_by=pat)
    meeting = committee.meetings.get()
    assert timezone.localtime(meeting.starts_at).weekday() == 4

    committee.meetings.update(starts_at=meeting.starts_at + timedelta(days=1))
    committee.rule = "FREQ=WEEKLY;BYDAY=MO"
    keep_committee(committee=committee, kept_by=pat)

    assert timezone.localtime(committee.meetings.get().starts_at).weekday() == 5


def test_people_meet_committees_at_and_below_their_level_and_where_they_sit(
    acme: Client, pat: User, casey: User, owen: User, mona: User, stella: User
) -> None:
    levels = ("operating", "management", "executive")
    committees = {level: make(acme, pat, level) for level in levels}

    def met(user: User) -> set[str]:
        seen = set(Committee.objects.visible_to(user).values_list("level", flat=True))
        if user.is_client_user:
            with acting_as("portal", clients=list(user.client_ids), user_id=user.pk):
                assert seen == set(Committee.objects.values_list("level", flat=True))
        return seen

    before = {user.name: met(user) for user in (pat, casey, owen, mona, stella)}
    seat = CommitteeSeat(
        committee=committees["executive"], client=acme, party="client", title="Clerk", person=mona
    )
    keep_seat(seat=seat, opposite=None, kept_by=pat)

    assert before == {
        "Pat Page": set(levels),
        "Casey Cole": set(levels),
        "Owen Ortiz": set(levels),
        "Mona May": {"operating", "management"},
        "Stella Stone": set(),
    }
    assert met(mona) == set(levels)
    leave_seat(seat=seat, left_by=pat)
    assert met(mona) == {"operating", "management"}
