"""Minutes hold when a person of each side approved them; nobody approves for the other side."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from clients.committees.approving import (
    approve,
    keep_minutes,
    not_held,
    object_to,
    offer,
    take_back,
)
from clients.committees.meetings import MeetingRefused
from clients.committees.record import read
from clients.committees.seating import keep_seat, leave_seat
from clients.models import (
    CommitteeMeeting,
    CommitteeSeat,
    Minutes,
    MinutesApproval,
    MinutesObjection,
    Notice,
    User,
)
from tests.clients.advice.conftest import at_the_portal
from tests.clients.committees.conftest import seat_of, write


def offered(meeting: CommitteeMeeting, by: User) -> Minutes:
    write(meeting, by)
    return offer(meeting=meeting, offered_by=by)


def test_minutes_are_frozen_and_hold_with_the_word_of_both_sides(
    meeting: CommitteeMeeting, pat: User, owen: User
) -> None:
    minutes = offered(meeting, pat)
    assert Notice.objects.filter(recipient=owen, sentence__startswith="Please approve").exists()

    with at_the_portal(owen):
        approve(meeting=meeting, sha256=minutes.sha256, approved_by=owen)

    minutes = Minutes.objects.get()
    told = read(minutes)
    assert minutes.state == "approved"
    assert [(each.name, each.came) for each in told.clients] == [("Owen Ortiz", True), ("", True)]
    assert [(each.title, each.outcome) for each in told.dealt] == [
        ("Renew the voice contract?", "Yes, for two years.")
    ]
    for change in (
        lambda: take_back(meeting=meeting, taken_by=pat),
        lambda: keep_minutes(meeting=meeting, text="No.", attendance={}, outcomes={}, kept_by=pat),
    ):
        with pytest.raises(MeetingRefused):
            change()
    for field in ({"text": "No."}, {"sha256": "0" * 64}):
        with pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
            Minutes.objects.update(**field)
    with pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        Minutes.objects.update(
            offered_at=None, offered_by=None, record=None, sha256="", approved_for_partner=""
        )


def test_nobody_of_the_practice_approves_for_the_client(
    meeting: CommitteeMeeting, pat: User, owen: User
) -> None:
    minutes = offered(meeting, pat)

    with pytest.raises(MeetingRefused, match="Only the client"):
        approve(meeting=meeting, sha256=minutes.sha256, approved_by=pat)
    words = {"client_id": meeting.client_id, "minutes": minutes, "sha256": minutes.sha256}
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        MinutesApproval.objects.create(approved_by=owen, **words)


def test_who_sits_there_approves_or_an_executive_and_nobody_else(
    meeting: CommitteeMeeting, pat: User, owen: User, mona: User, stella: User
) -> None:
    minutes = offered(meeting, pat)
    words = {"client_id": meeting.client_id, "minutes_id": minutes.pk, "sha256": minutes.sha256}

    for user in (mona, stella):
        with at_the_portal(user):
            with pytest.raises(MeetingRefused, match="Whoever sits in this committee"):
                approve(meeting=meeting, sha256=minutes.sha256, approved_by=user)
            with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
                MinutesApproval.objects.create(approved_by_id=user.pk, **words)
    with (
        at_the_portal(mona),
        pytest.raises(ProgrammingError, match="row-level"),
        transaction.atomic(),
    ):
        MinutesApproval.objects.create(approved_by_id=owen.pk, **words)

    vacant = CommitteeSeat.objects.get(party="client", person=None)
    vacant.person = mona
    keep_seat(seat=vacant, opposite=None, kept_by=pat)
    with at_the_portal(mona):
        approve(meeting=meeting, sha256=minutes.sha256, approved_by=mona)
    with at_the_portal(owen), pytest.raises(MeetingRefused, match="approved before"):
        approve(meeting=meeting, sha256=minutes.sha256, approved_by=owen)


def test_an_executive_approves_without_a_seat(
    meeting: CommitteeMeeting, pat: User, owen: User
) -> None:
    minutes = offered(meeting, pat)
    leave_seat(seat=seat_of(owen), left_by=pat)

    with at_the_portal(owen):
        approve(meeting=meeting, sha256=minutes.sha256, approved_by=owen)

    assert Minutes.objects.get().state == "approved"


def test_for_our_side_approves_a_principal_or_who_sits_there(
    meeting: CommitteeMeeting, pat: User, casey: User
) -> None:
    write(meeting, casey)
    leave_seat(seat=seat_of(casey), left_by=pat)

    with pytest.raises(MeetingRefused, match="A principal approves for our side"):
        offer(meeting=meeting, offered_by=casey)

    assert offer(meeting=meeting, offered_by=pat).approved_for_partner == "Pat Page"


def test_only_what_was_read_is_approved(meeting: CommitteeMeeting, pat: User, owen: User) -> None:
    was = offered(meeting, pat).sha256
    with at_the_portal(owen):
        object_to(meeting=meeting, words="We said three years.", objected_by=owen)
    assert Notice.objects.filter(recipient=pat, sentence__contains="three years").exists()

    take_back(meeting=meeting, taken_by=pat)
    with at_the_portal(owen):
        assert not Minutes.objects.exists(), "a draft is the practice's own"
        with pytest.raises(MeetingRefused, match="no minutes to approve"):
            approve(meeting=meeting, sha256=was, approved_by=owen)
    write(meeting, pat, "Three years.")
    again = offer(meeting=meeting, offered_by=pat)

    with at_the_portal(owen):
        with pytest.raises(MeetingRefused, match="Read them again"):
            approve(meeting=meeting, sha256=was, approved_by=owen)
        approve(meeting=meeting, sha256=again.sha256, approved_by=owen)
    assert MinutesObjection.objects.get().sha256 == was


def test_minutes_are_of_a_meeting_that_was_held_by_both_sides(
    meeting: CommitteeMeeting, pat: User
) -> None:
    with pytest.raises(MeetingRefused, match="Write the minutes first"):
        offer(meeting=meeting, offered_by=pat)
    keep_minutes(meeting=meeting, text="", attendance={}, outcomes={}, kept_by=pat)
    with pytest.raises(MeetingRefused, match="Nobody of the client came"):
        offer(meeting=meeting, offered_by=pat)

    undone = not_held(meeting=meeting, undone_by=pat)

    assert undone.state == "planned"
