"""Tells the owners of parts that these are to be read again, once for each day that was set."""

from datetime import date

from django.urls import reverse

from clients.notices.models import Topic
from clients.notices.services import notify
from rfp.library.models import LibraryPart


def watch(today: date) -> int:
    """Tell of every part whose day has come; how many there are."""
    due = LibraryPart.objects.in_use().filter(review_due__lte=today, owner__is_active=True)
    for part in due:
        notify(
            to=[part.owner_id],
            client=None,
            topic=Topic.LIBRARY,
            sentence=f"To be read again from beginning to end: {part}",
            link=reverse("library:part_detail", args=[part.public_id]),
            key=f"library-{part.pk}-{part.review_due}",
        )
    return len(due)
