"""What the practice does with a relationship."""

from django.db import IntegrityError, transaction

from clients.people.activity import record
from clients.people.models import User
from clients.relationships.models import Relationship
from retainer.lib.refusal import Refused


class RelationshipRefused(Refused):
    """This cannot be done with the relationship."""


@transaction.atomic
def keep_relationship(*, relationship: Relationship, kept_by: User) -> Relationship:
    """Store a new or an edited relationship."""
    is_new = relationship.pk is None
    try:
        with transaction.atomic():
            relationship.save()
    except IntegrityError as clash:
        raise RelationshipRefused(
            "A relationship of this name was made in this moment. Look for it in the list."
        ) from clash
    if is_new:  # the database gave it its public id
        relationship.refresh_from_db(fields=["public_id"])
    record(
        "relationship.set" if is_new else "relationship.changed",
        f"{'Set up' if is_new else 'Changed'} the relationship {relationship}",
        actor=kept_by,
        client=relationship.client,
        subject=relationship,
    )
    return relationship
