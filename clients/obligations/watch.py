"""Tells whoever owes something that its day has passed, once for each day."""

from datetime import date

from django.urls import reverse

from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.obligations.models import Obligation
from retainer.lib import format as written


def watch(today: date) -> int:
    """Tell of everything that is overdue; how much there is.

    The practice is told of all, so that it can ask; the client of what the client owes.
    """
    overdue = Obligation.objects.overdue(today).select_related("client", "relationship")
    for owed in overdue:
        to = people_of_practice(owed.client)
        if owed.owes == Obligation.Owes.CLIENT:
            to += people_of_client(owed.client)
        notify(
            to=to,
            client=owed.client,
            topic=Topic.OBLIGATION,
            sentence=f"Was due on {written.day(owed.next_due)}: {owed}, {owed.relationship}",
            link=reverse("obligations:obligation_detail", args=[owed.public_id]),
            key=f"obligation-{owed.pk}-{owed.next_due}",
        )
    return len(overdue)
