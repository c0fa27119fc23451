"""What the page of a relationship says of its committees."""

from django.utils import timezone

from clients.committees.models import Committee
from clients.people.models import User
from clients.relationships.models import Relationship
from clients.relationships.parts import Part, register
from retainer.lib import format as written


def says(relationship: Relationship, user: User) -> str:
    """How many meet, and when next."""
    rows = Committee.objects.visible_to(user).standing().filter(relationship=relationship)
    found = list(rows.for_list(timezone.now()).values_list("next_at", flat=True))
    if not found:
        return "No committee of its own"
    ahead = [moment for moment in found if moment]
    said = written.count(len(found), "committee")
    return f"{said}, next on {written.day(min(ahead))}" if ahead else said


def register_committees() -> None:
    """Let relationships lead to their committees."""
    page = "committees:committees_of"
    register(Part(label="Committees", icon="people", page=page, my_page=page, says=says))
