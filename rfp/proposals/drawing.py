"""Draws the PDF that a version of a proposal still lacks, and keeps it.

Drawing takes seconds, so it happens between two short transactions; whoever is told of a version,
however often, draws only what is missing.
"""

import logging

from django.template.loader import render_to_string
from django.utils import timezone

from clients.files.models import StoredFile
from clients.files.services import store
from clients.people.models import Practice
from retainer.lib import pdf
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool
from rfp.proposals.issued_models import ProposalVersion

logger = logging.getLogger(__name__)
#: What stands in its contents, with the anchor of each.
CHAPTERS = (
    ("In short", "short"),
    ("What is done, by whom, for how much", "scope"),
    ("Who earns what", "earnings"),
    ("Through whose hands it goes", "hands"),
    ("Parties and whom to call", "parties"),
)


def draw_proposal(version_id: int) -> None:
    """Draw a version's PDF; harmless when it is done."""
    with acting_as("worker", clients=ALL):
        lacking = ProposalVersion.objects.filter(pk=version_id, pdf=None)
        version = lacking.select_related("client").first()
        practice = Practice.current()
    if version is None:
        return
    try:
        drawn = draw(version, practice)
    except Refused as refusal:
        logger.error("Proposal %s was not drawn: %s", version_id, refusal.sentence)
        return
    _keep(version, drawn)


def draw(version: ProposalVersion, practice: Practice) -> bytes:
    """The PDF of what was frozen; raises ``Refused`` when it cannot be made."""
    with timezone.override(practice.time_zone):
        html = render_to_string("print/proposal.html", context(version, practice))
    logo = practice.logo_svg
    return pdf.render(html, {"logo": logo.encode()} if logo else {})


def context(version: ProposalVersion, practice: Practice) -> dict[str, object]:
    told = version.told
    return {
        "version": version,
        "told": told,
        "practice": practice,
        "title": told.title,
        "created": version.issued_at,
        "prepared_for": told.client,
        "contents": [{"title": title, "anchor": anchor} for title, anchor in CHAPTERS],
        "sums": [(party, *told.priced_by(party.name)) for party in told.providers],
    }


def file_name(version: ProposalVersion) -> str:
    """``Acme Logistics, One network, version 2.pdf``."""
    return f"{version.client.name}, {version.title}, version {version.number}.pdf"


def _keep(version: ProposalVersion, drawn: bytes) -> None:
    with acting_as("worker", clients=ALL):
        lacking = ProposalVersion.objects.filter(pk=version.pk, pdf=None)
        if not lacking.select_for_update(of=("self",)).exists():
            return
        with spool([drawn], limit=pdf.LIMITS.output) as spooled:
            stored = store(
                spooled,
                name=file_name(version),
                kind=StoredFile.Kind.PROPOSAL,
                client=version.client,
                stored_by=None,
                shared=True,
            )
        lacking.update(pdf=stored)
