"""Tells people what becomes of a proposal, and writes it into the record."""

from django.urls import reverse

from clients.advice.authority import Authorities
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import User
from rfp.proposals.issued_models import ProposalVersion
from rfp.proposals.models import Proposal


def note(proposal: Proposal, deed: str, sentence: str, by: User | None) -> None:
    """Write what was done into the record of activity."""
    record(f"proposal.{deed}", sentence, actor=by, client=proposal.client, subject=proposal)


def tell_deciders(version: ProposalVersion, sentence: str, *, by: User) -> None:
    """Tell those who may decide it; everybody of the client while nobody may."""
    deciders = Authorities(version.client_id).deciders(version)
    notify(
        to=deciders or people_of_client(version.client),
        client=version.client,
        topic=Topic.DECISION,
        sentence=sentence,
        link=reverse("proposals:my_proposal", args=[version.public_id]),
        made_by=by,
    )


def tell_practice(version: ProposalVersion, sentence: str, *, by: User) -> None:
    """Tell whoever issued it and those who work for the client; its page knows the way on."""
    notify(
        to=[version.issued_by_id, *people_of_practice(version.client)],
        client=version.client,
        topic=Topic.DECISION,
        sentence=sentence,
        link=reverse("proposals:version_detail", args=[version.public_id]),
        made_by=by,
    )
