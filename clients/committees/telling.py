"""Tells the people of a committee what happens in it, and writes what was done into the record."""

from typing import Any

from django.db.models import Model
from django.urls import reverse

from clients.committees.meeting_models import CommitteeMeeting
from clients.committees.models import Committee, CommitteeSeat
from clients.notices.models import Topic
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import User


def people_of(committee: Committee) -> list[int]:
    """Those who sit there and can sign in."""
    seats = CommitteeSeat.objects.taken().filter(committee=committee, person__is_active=True)
    return list(seats.order_by("pk").values_list("person", flat=True))


def tell(meeting: CommitteeMeeting, sentence: str, *, by: User | None, **more: Any) -> None:
    """Tell the committee, or whom ``to`` names, about a meeting of it."""
    to = more.pop("to", None)
    notify(
        to=people_of(meeting.committee) if to is None else to,
        client=meeting.client,
        topic=Topic.COMMITTEE,
        sentence=sentence,
        link=reverse("committees:meeting_detail", args=[meeting.public_id]),
        made_by=by,
        **more,
    )


def note(subject: Model, deed: str, sentence: str, by: User | None) -> None:
    """Write it into the record of activity."""
    record(f"committee.{deed}", sentence, actor=by, client=subject.client, subject=subject)
