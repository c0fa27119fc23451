"""A committee of Acme with both sponsors, and a meeting of it that is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.committees.approving import Came, keep_minutes
from clients.committees.meetings import bring_up
from clients.committees.seating import begin_with_one
from clients.models import (
    Client,
    Committee,
    CommitteeMeeting,
    CommitteeSeat,
    Membership,
    Minutes,
    User,
)


@pytest.fixture
def committee(acme: Client, pat: User, casey: User, owen: User) -> Committee:
    """Owen faces Pat; Casey has nobody of Acme to face yet."""
    return begin_with_one(client=acme, begun_by=pat)


@pytest.fixture
def meeting(committee: Committee) -> CommitteeMeeting:
    """It began an hour ago."""
    begun = timezone.now() - timedelta(hours=1)
    committee.meetings.update(starts_at=begun)
    return CommitteeMeeting.objects.for_list().get()


@pytest.fixture
def mona(acme: Client) -> User:
    """Acme's manager, who sits in no committee."""
    user = User.objects.create_user("mona@acme.test", name="Mona May", kind="client")
    Membership.objects.create(user=user, client=acme, role="manager")
    return user


def seat_of(user: User) -> CommitteeSeat:
    return CommitteeSeat.objects.taken().get(person=user)


def write(meeting: CommitteeMeeting, by: User, text: str = "All went well.") -> Minutes:
    """Everybody came, and one item was dealt with."""
    item = meeting.items.first() or bring_up(
        meeting=meeting, kind="decision", title="Renew the voice contract?", brought_by=by
    )
    seats = CommitteeSeat.objects.taken().filter(committee=meeting.committee_id)
    return keep_minutes(
        meeting=meeting,
        text=text,
        attendance={seat.pk: Came(True) for seat in seats},
        outcomes={item.pk: "Yes, for two years."},
        kept_by=by,
    )
