"""A proposal that is being written for Acme, one that waits for them, one they accepted."""

from typing import Any

from clients.files.services import store
from clients.models import Client, DecisionRight, StoredFile, User
from retainer.lib.uploads import spool
from rfp.models import ProposalVersion
from tests.rfp.proposals import making


def proposed(acme: Client, casey: User, owen: User) -> dict[str, Any]:
    """What stands in the addresses of proposals."""
    kind = DecisionRight.objects.get(user=owen).subject
    written = making.whole(acme, casey, title="Written")
    waiting = making.issued(acme, casey, title="Waiting", kind=kind)
    with spool([b"%PDF-1.7"], limit=1000) as spooled:
        paper = store(
            spooled,
            name="proposal.pdf",
            kind=StoredFile.Kind.PROPOSAL,
            client=acme,
            stored_by=None,
            shared=True,
        )
    ProposalVersion.objects.filter(pk=waiting.pk).update(pdf=paper)
    accepted = making.issued(acme, casey, title="Accepted", kind=kind)
    making.say(accepted, owen, "accepted", read_earnings=True)
    return {
        "proposal": written.public_id,
        "proposal_table": "scope",
        "proposal_part": "line",
        "proposal_line": written.lines.first().public_id,
        "proposal_party": written.parties.get(kind="provider", name="Birch").public_id,
        "proposal_version": waiting.public_id,
        "proposal_accepted": accepted.public_id,
    }
