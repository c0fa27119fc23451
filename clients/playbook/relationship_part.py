"""What the page of a relationship says of its playbook."""

from clients.people.models import User
from clients.playbook.models import PlaybookVersion
from clients.relationships.models import Relationship
from clients.relationships.parts import Part, register


def says(relationship: Relationship, user: User) -> str:
    """Which version holds, and whose word it lacks."""
    versions = PlaybookVersion.objects.visible_to(user).filter(relationship=relationship)
    newest = versions.for_list().order_by("-number").first()
    if newest is None:
        return "Nothing published yet"
    lacks = [
        side for side, at in (("us", newest.our_at), ("the client", newest.their_at)) if not at
    ]
    said = f"not acknowledged by {' and '.join(lacks)} yet" if lacks else "acknowledged by both"
    return f"Version {newest.number}, {said}"


def register_playbook() -> None:
    """Let relationships lead to their playbook."""
    page = "playbook:playbook_detail"
    register(Part(label="Playbook", icon="report", page=page, my_page=page, says=says))
