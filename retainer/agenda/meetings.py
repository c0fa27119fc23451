"""When committees meet, and until when somebody of them took something on."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from clients.models import Client, CommitteeAction, CommitteeMeeting
from retainer.agenda.dates import Asked, Due


def meetings(asked: Asked) -> Iterator[Due]:
    """Meetings of the committees this person meets, those called off left out."""
    seen = CommitteeMeeting.objects.visible_to(asked.user).exclude(state="called_off")
    seen = seen.filter(client__in=Client.objects.active(), committee__dissolved_on=None)
    for each in seen.select_related("client", "committee"):
        if asked.holds(day := timezone.localdate(each.starts_at)):
            link = reverse("committees:meeting_detail", args=[each.public_id])
            yield Due(
                "meeting",
                each.public_id,
                day,
                each.client.name,
                each.committee.name,
                link,
                each.starts_at,
                each.ends_at,
            )


def actions(asked: Asked) -> Iterator[Due]:
    """What this person took on; what others did is on the page."""
    mine = CommitteeAction.objects.visible_to(asked.user).waiting().owned_by(asked.user)
    mine = mine.filter(due_on__range=asked.days, client__in=Client.objects.active())
    link = f"{reverse('committees:action_list')}?whose=mine"
    for each in mine.select_related("client"):
        yield Due("action", each.public_id, each.due_on, each.client.name, each.what, link)
