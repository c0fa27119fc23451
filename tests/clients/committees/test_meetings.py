"""Meetings follow the cadence, and actions come up again until they are done."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from clients.committees.actions import ActionRefused, finish, reopen, take_on, tell_of_due
from clients.committees.meetings import (
    MeetingRefused,
    bring_up,
    call_off,
    keep_meeting,
    plan_missing,
    take_off,
    take_place,
)
from clients.models import (
    AgendaItem,
    Committee,
    CommitteeAction,
    CommitteeMeeting,
    CommitteeSeat,
    Notice,
    User,
)
from tests.clients.advice.conftest import at_the_portal
from tests.clients.committees.conftest import seat_of, write

DAY = timedelta(days=1)


@pytest.fixture
def action(meeting: CommitteeMeeting, pat: User, owen: User) -> CommitteeAction:
    """Owen is to send something within a week."""
    return take_on(
        meeting=meeting,
        what="Send the list of sites",
        owner=seat_of(owen),
        due_on=timezone.localdate() + 7 * DAY,
        taken_by=pat,
    )


def test_a_meeting_that_is_called_off_is_followed_by_the_next_and_may_come_back(
    committee: Committee, pat: User, owen: User
) -> None:
    meeting = committee.meetings.get()
    with pytest.raises(MeetingRefused, match="Say why"):
        call_off(meeting=meeting, because=" ", called_off_by=pat)

    call_off(meeting=meeting, because="Holidays", called_off_by=pat)

    planned = committee.meetings.get(state="planned")
    assert planned.due_on > meeting.due_on
    assert Notice.objects.filter(recipient=owen, sentence__contains="Holidays").exists()
    assert take_place(meeting=meeting, restored_by=pat).state == "planned"
    assert plan_missing() == 0


def test_a_meeting_that_was_held_is_followed_by_the_next(
    meeting: CommitteeMeeting, pat: User
) -> None:
    write(meeting, pat)

    meeting.refresh_from_db()
    assert meeting.state == "held"
    assert meeting.committee.meetings.filter(state="planned").count() == 1
    with pytest.raises(MeetingRefused, match="still planned"):
        keep_meeting(meeting=meeting, kept_by=pat)


def test_nobody_writes_minutes_of_what_has_not_begun(committee: Committee, pat: User) -> None:
    with pytest.raises(MeetingRefused, match="has not begun"):
        write(committee.meetings.get(), pat)


def test_both_sides_bring_things_up_and_the_client_writes_nothing_else(
    committee: Committee, pat: User, owen: User
) -> None:
    meeting = committee.meetings.get()
    bring_up(meeting=meeting, kind="training", title="Reading bills", brought_by=pat)

    with at_the_portal(owen):
        item = bring_up(meeting=meeting, kind="issue", title="Late bills", brought_by=owen)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            AgendaItem.objects.update(outcome="Settled")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            CommitteeMeeting.objects.update(state="held")

    assert [each.title for each in meeting.items.all()] == ["Reading bills", "Late bills"]
    take_off(item=item, taken_by=pat)
    assert meeting.items.count() == 1


def test_an_open_action_is_carried_into_later_meetings_and_ages(
    action: CommitteeAction, owen: User, pat: User
) -> None:
    today = timezone.localdate()
    carried = CommitteeAction.objects.carried_to
    assert list(carried(today + 30 * DAY)) == [action]
    assert not carried(action.raised_on)
    CommitteeAction.objects.update(raised_on=today - 40 * DAY, due_on=today - DAY)
    action.refresh_from_db()
    assert (action.age, action.shown) == (40, "overdue")

    with at_the_portal(owen):
        finish(action=action, words="Sent.", done_by=owen)

    assert action.shown == "done"
    assert not carried(today + DAY)
    assert list(carried(today)) == [action], "it was open when a meeting of today began"
    with at_the_portal(owen):
        reopen(action=action, reopened_by=owen)
    assert list(CommitteeAction.objects.overdue(today)) == [action]


def test_whoever_took_it_on_says_it_is_done(
    action: CommitteeAction, pat: User, casey: User, owen: User, mona: User
) -> None:
    theirs = CommitteeAction.objects.select_related("owner", "client").get()
    with at_the_portal(mona):
        with pytest.raises(ActionRefused, match="Whoever took it on"):
            finish(action=theirs, words="Sent.", done_by=mona)
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            CommitteeAction.objects.update(done_on=timezone.localdate(), done_by_id=mona.pk)
    with at_the_portal(owen), pytest.raises(ActionRefused, match="Say what came of it"):
        finish(action=theirs, words="", done_by=owen)

    finish(action=theirs, words="It came by mail.", done_by=casey)
    with pytest.raises(ActionRefused, match="done already"):
        finish(action=theirs, words="Again.", done_by=pat)


def test_an_owner_is_told_once_before_and_once_after_the_day(
    action: CommitteeAction, owen: User
) -> None:
    def told() -> int:
        return Notice.objects.filter(recipient=owen, sentence__startswith="An action of").count()

    for day, number in (
        (action.due_on - 4 * DAY, 0),
        (action.due_on - 3 * DAY, 1),
        (action.due_on, 1),
        (action.due_on + DAY, 2),
        (action.due_on + 9 * DAY, 2),
    ):
        tell_of_due(today=day)  # fmt: skip
        assert told() == number


def test_an_action_is_of_a_seat_of_the_committee_and_due_after_it(
    meeting: CommitteeMeeting, pat: User, owen: User
) -> None:
    words = {"meeting": meeting, "what": "Call", "taken_by": pat}
    with pytest.raises(ActionRefused, match="before the meeting"):
        take_on(owner=seat_of(owen), due_on=timezone.localdate() - 3 * DAY, **words)
    gone = seat_of(owen)
    CommitteeSeat.objects.filter(pk=gone.pk).update(left_on=timezone.localdate())
    gone.refresh_from_db()
    with pytest.raises(ActionRefused, match="Choose a seat"):
        take_on(owner=gone, due_on=timezone.localdate() + DAY, **words)
