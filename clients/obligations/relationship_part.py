"""What the page of a relationship says of its obligations."""

from django.utils import timezone

from clients.obligations.models import Obligation
from clients.people.models import User
from clients.relationships.models import Relationship
from clients.relationships.parts import Part, register
from retainer.lib import format as written


def says(relationship: Relationship, user: User) -> str:
    """How many are owed, and how many of these are overdue."""
    rows = Obligation.objects.visible_to(user).filter(relationship=relationship)
    count, late = rows.open().count(), rows.overdue(timezone.localdate()).count()
    if not count:
        return "No obligation yet"
    said = written.count(count, "obligation")
    return f"{said}, {late} overdue" if late else said


def register_obligations() -> None:
    """Let relationships lead to their obligations."""
    page = "obligations:relationship_obligations"
    register(Part(label="Obligations", icon="list", page=page, my_page=page, says=says))
