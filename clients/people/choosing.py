"""Choosing a client in a form: where there is but one, it is chosen already."""

from django.db.models import QuerySet
from django.forms import ModelChoiceField

from clients.people.models import Client


class ClientField(ModelChoiceField):
    """One of the clients that the form offers, by its slug."""

    def __init__(self) -> None:
        super().__init__(
            Client.objects.none(),
            to_field_name="slug",
            empty_label="Choose a client",
            error_messages={"required": "Choose a client."},
        )

    def offer(self, clients: QuerySet[Client], chosen: Client | None) -> Client | None:
        """Offer these clients; the answer is the one that is chosen from the start."""
        self.queryset = clients
        chosen = chosen or _only(clients)
        self.initial = chosen and chosen.slug
        return chosen


def _only(clients: QuerySet[Client]) -> Client | None:
    first = list(clients[:2])
    return first[0] if len(first) == 1 else None
