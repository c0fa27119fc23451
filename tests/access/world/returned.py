"""A document of Acme's that came back with a change that was not tracked."""

from typing import Any

from clients.models import Client, User
from tests.rfp.returned.making import brought


def came_back(client: Client, by: User) -> dict[str, Any]:
    """What stands in the addresses of returned documents."""
    document = brought(client, by)
    return {
        "returned_doc": document.public_id,
        "returned_form": "redline",
        "returned_change": document.changes.first().public_id,
    }
