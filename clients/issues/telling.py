"""Tells the people of a level what is asked of them, and writes what was done into the record."""

from django.urls import reverse

from clients.issues.levels import people_of
from clients.issues.models import Issue
from clients.notices.models import Topic
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import User


def tell(issue: Issue, sentence: str, *, by: User | None, key: str = "") -> None:
    """Tell those who answer for the issue now, and who raised it."""
    notify(
        to=[*people_of(issue.client, issue.level), issue.raised_by_id],
        client=issue.client,
        topic=Topic.ISSUE,
        sentence=sentence,
        link=reverse("issues:issue_detail", args=[issue.public_id]),
        made_by=by,
        key=key,
    )


def note(issue: Issue, deed: str, sentence: str, by: User | None) -> None:
    """Write it into the record of activity."""
    record(f"issue.{deed}", sentence, actor=by, client=issue.client, subject=issue)
