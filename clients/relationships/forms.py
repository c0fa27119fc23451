"""The facts of a relationship."""

from typing import Any

from clients.people.models import Client, Membership, User
from clients.relationships.models import Relationship
from clients.telecom.forms.base import FactForm

KIND = User.Kind


class RelationshipForm(FactForm):
    """Whom it is with, and who answers for it; people are offered on their own side alone."""

    class Meta:
        model = Relationship
        fields = [
            *("name", "kind", "carrier", "contract", "our_owner", "their_owner"),
            *("our_sponsor", "their_sponsor", "contact", "is_active"),
        ]

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, client=client, **kwargs)
        active = User.objects.filter(is_active=True).order_by("name")
        seats = Membership.objects.filter(client=client)
        consultants = active.filter(pk__in=seats.values("user"), kind=KIND.CONSULTANT)
        sides = {
            "our": active.filter(kind=KIND.PRINCIPAL) | consultants,
            "their": active.filter(pk__in=seats.values("user"), kind=KIND.CLIENT),
        }
        for name, field in self.fields.items():
            side, _, role = name.partition("_")
            if role in ("owner", "sponsor"):
                chosen: Any = field
                # Who left since stays named until somebody else is.
                kept = User.objects.filter(pk=getattr(self.instance, f"{name}_id"))
                chosen.queryset = sides[side] | kept
                chosen.empty_label = "Nobody yet"
        for name in ("carrier", "contract"):
            chosen = self.fields[name]
            chosen.empty_label = "None"
