"""One row of each kind at Acme, so that every address of the product leads somewhere.

Each subject adds what its addresses need in a method of its own.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.models import Client, DecisionRight, Invitation, Membership, User
from clients.people.services import _fingerprint

TOKEN = "a-token-from-a-mail"


@dataclass
class World:
    """Acme with one of everything."""

    acme: Client
    owen: User
    pat: User
    casey: User

    def arguments(self) -> dict[str, Any]:
        """What stands in an address for each word of the table."""
        return {"client": self.acme.public_id, **self.people()}

    def people(self) -> dict[str, Any]:
        invitation = Invitation.objects.create(
            client=self.acme,
            email="ida@acme.test",
            name="Ida",
            kind="client",
            role="viewer",
            token_sha256=_fingerprint(TOKEN),
            invited_by=self.pat,
            expires_at=timezone.now() + timedelta(days=1),
        )
        return {
            "member": Membership.objects.get(user=self.owen).pk,
            "right": DecisionRight.objects.get(user=self.owen).pk,
            "user": self.owen.public_id,
            "invitation": invitation.public_id,
            "token": TOKEN,
        }
