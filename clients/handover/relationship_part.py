"""What the page of a relationship says of the tasks that go over in it."""

from clients.handover.models import HandoverTask, Phase
from clients.people.models import User
from clients.relationships.models import Relationship
from clients.relationships.parts import Part, register


def says(relationship: Relationship, user: User) -> str:
    """How many tasks go over, and how many the client does already."""
    rows = HandoverTask.objects.visible_to(user).filter(relationship=relationship)
    phases = list(rows.values_list("phase", flat=True))
    if not phases:
        return "No task goes over yet"
    return f"{phases.count(Phase.THEIRS)} of {len(phases)} done by the client"


def register_handover() -> None:
    """Let relationships lead to their tasks."""
    page = "handover:relationship_tasks"
    register(Part(label="Hand-over", icon="retainer", page=page, my_page=page, says=says))
