"""Whom Acme works with, what is owed, and how that is governed."""

from typing import Any

from django.utils import timezone

from clients.files.services import store
from clients.models import (
    Obligation,
    PlaybookDraft,
    PlaybookVersion,
    Relationship,
    StoredFile,
)
from clients.obligations.services import keep_obligation
from clients.playbook.services import publish, write
from clients.relationships.services import keep_relationship
from retainer.lib.uploads import spool
from tests.access.world.cast import Cast


class Relationships(Cast):
    """Acme's retainer with us, one of its obligations, and its playbook."""

    def relationships(self) -> dict[str, Any]:
        self.retainer = keep_relationship(
            relationship=Relationship(
                client=self.acme, name="Our retainer", our_owner=self.casey, their_owner=self.owen
            ),
            kept_by=self.casey,
        )
        obligation = keep_obligation(
            obligation=Obligation(
                client=self.acme,
                relationship=self.retainer,
                what="Name who decides",
                owes="client",
                first_on=timezone.localdate(),
            ),
            kept_by=self.casey,
        )
        with spool([b"%PDF-1.7"], limit=1000) as spooled:
            pdf = store(
                spooled,
                name="playbook.pdf",
                kind=StoredFile.Kind.PLAYBOOK,
                client=self.acme,
                stored_by=None,
                shared=True,
            )
        draft = PlaybookDraft(
            client=self.acme, relationship=self.retainer, framework="We advise, Acme decides."
        )
        write(draft=draft, written_by=self.casey)
        playbook = publish(relationship=self.retainer, published_by=self.casey)
        PlaybookVersion.objects.filter(pk=playbook.pk).update(pdf=pdf)
        return {
            "relationship": self.retainer.public_id,
            "obligation": obligation.public_id,
            "playbook": playbook.public_id,
        }
