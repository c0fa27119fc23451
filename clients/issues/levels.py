"""The levels an issue climbs, and whose they are."""

from typing import Any

from django.db import models
from django.db.models import Q

from clients.notices.recipients import people_of_practice
from clients.people.models import Client, Membership, User

Role = Membership.Role


class Level(models.TextChoices):
    """From those who do the work to those who answer for it."""

    OPERATING = "operating", "Operating"
    MANAGEMENT = "management", "Management"
    EXECUTIVE = "executive", "Executive"

    @property
    def above(self) -> "Level | None":
        """The next level up; none above the executives."""
        levels = list(Level)
        return levels[levels.index(self) + 1] if self is not levels[-1] else None


#: Everybody at a client is of one level; principals are of every one.
LEVEL_OF = {
    Role.CONSULTANT: Level.OPERATING,
    Role.VIEWER: Level.OPERATING,
    Role.MANAGER: Level.MANAGEMENT,
    Role.EXECUTIVE: Level.EXECUTIVE,
}


def is_of(user: User, client_id: int, level: str) -> bool:
    """Whether this person is one of those who answer for a client at a level."""
    if user.is_principal:
        return True
    roles = user.memberships.filter(client_id=client_id).values_list("role", flat=True)
    return level in [LEVEL_OF[role] for role in roles]


def at_levels_of(user: Any) -> Q:
    """The rows of clients that lie at this person's level there."""
    found = Q(pk__in=())
    for client_id, role in user.memberships.values_list("client_id", "role"):
        found |= Q(client_id=client_id, level=LEVEL_OF[role])
    return found


def people_of(client: Client, level: str) -> list[int]:
    """Those of a client at a level, and those of the practice who face them."""
    roles = [role for role, theirs in LEVEL_OF.items() if theirs == level]
    people = User.objects.filter(
        is_active=True,
        kind=User.Kind.CLIENT,
        memberships__client=client,
        memberships__role__in=roles,
    )
    ours = User.objects.filter(is_active=True, kind=User.Kind.PRINCIPAL)
    practice = (
        people_of_practice(client)
        if level == Level.OPERATING
        else list(ours.order_by("pk").values_list("pk", flat=True))
    )
    return [*people.order_by("pk").values_list("pk", flat=True), *practice]
