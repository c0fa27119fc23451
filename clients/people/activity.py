"""The record of who did what, written by the service that did it."""

from typing import Any

from django.db.models import Model

from clients.people.models import Activity, Client, User


def record(
    verb: str,
    sentence: str,
    *,
    actor: User | None,
    client: Client | None = None,
    subject: Model | None = None,
    **data: Any,
) -> Activity:
    """Write one activity row: ``verb`` is ``object.deed``, ``sentence`` what a person reads."""
    return Activity.objects.create(
        verb=verb,
        sentence=sentence,
        actor=actor,
        client=client,
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=getattr(subject, "public_id", None),
        data=data,
    )
