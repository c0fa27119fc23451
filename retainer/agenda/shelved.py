"""Days by which parts of the library are to be read again, for their owners."""

from collections.abc import Iterator

from django.urls import reverse

from clients.people.models import Practice
from retainer.agenda.dates import Asked, Due
from rfp.models import LibraryPart


def parts(asked: Asked) -> Iterator[Due]:
    """The practice's own text, which is no client's."""
    seen = LibraryPart.objects.visible_to(asked.user).in_use()
    for part in seen.filter(owner=asked.user.pk, review_due__range=asked.days):
        link = reverse("library:part_detail", args=[part.public_id])
        title = f"Read again in the library: {part}"
        yield Due("library", part.public_id, part.review_due, Practice.current().name, title, link)
