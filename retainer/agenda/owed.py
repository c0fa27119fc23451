"""Days on which obligations are due: to the practice all of them, to a client its own duties."""

from collections.abc import Iterator

from django.urls import reverse

from clients.models import Obligation
from retainer.agenda.dates import Asked, Due


def obligations(asked: Asked) -> Iterator[Due]:
    """What is owed next under each rule."""
    owed = Obligation.objects.visible_to(asked.user).open().filter(next_due__range=asked.days)
    if asked.user.is_client_user:
        owed = owed.filter(owes=Obligation.Owes.CLIENT)
    for each in owed.select_related("client", "relationship"):
        title = f"Owed: {each}, {each.relationship}"
        link = reverse("obligations:obligation_detail", args=[each.public_id])
        yield Due("obligation", each.public_id, each.next_due, each.client.name, title, link)
