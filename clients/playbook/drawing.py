"""Draws the PDF that a version of a playbook still lacks, and keeps it.

Drawing takes seconds, so it happens between two short transactions; whoever is
told of a version, however often, draws only what is missing.
"""

import logging

from django.template.loader import render_to_string
from django.utils import timezone

from clients.files.models import StoredFile
from clients.files.services import store
from clients.people.models import Practice
from clients.playbook.models import PlaybookVersion
from clients.playbook.shape import read
from retainer.lib import pdf
from retainer.lib.markdown import html_of
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool

logger = logging.getLogger(__name__)


def draw_playbook(version_id: int) -> None:
    """Draw a version's PDF; harmless when it is done."""
    with acting_as("worker", clients=ALL):
        lacking = PlaybookVersion.objects.filter(pk=version_id, pdf=None)
        version = lacking.select_related("client", "relationship").first()
        practice = Practice.current()
    if version is None:
        return
    try:
        drawn = draw(version, practice)
    except Refused as refusal:
        logger.error("Playbook %s was not drawn: %s", version_id, refusal.sentence)
        return
    _keep(version, drawn)


def draw(version: PlaybookVersion, practice: Practice) -> bytes:
    """The PDF of what was frozen; raises ``Refused`` when it cannot be made."""
    with timezone.override(practice.time_zone):
        html = render_to_string("print/playbook.html", context(version, practice))
    logo = practice.logo_svg
    return pdf.render(html, {"logo": logo.encode()} if logo else {})


def context(version: PlaybookVersion, practice: Practice) -> dict[str, object]:
    contents = read(version.contents)
    return {
        "version": version,
        "contents_of": contents,
        "texts": [(text, html_of(text.text)) for text in contents.texts if text.text],
        "practice": practice,
        "title": f"Governance playbook: {contents.relationship}",
        "created": version.published_at,
        "prepared_for": contents.client,
    }


def file_name(version: PlaybookVersion) -> str:
    """``Acme Logistics, playbook Our retainer, version 2.pdf``."""
    return f"{version.client.name}, playbook {version.relationship}, version {version.number}.pdf"


def _keep(version: PlaybookVersion, drawn: bytes) -> None:
    with acting_as("worker", clients=ALL):
        lacking = PlaybookVersion.objects.filter(pk=version.pk, pdf=None)
        if not lacking.select_for_update(of=("self",)).exists():
            return
        with spool([drawn], limit=pdf.LIMITS.output) as spooled:
            stored = store(
                spooled,
                name=file_name(version),
                kind=StoredFile.Kind.PLAYBOOK,
                client=version.client,
                stored_by=None,
                shared=True,
            )
        lacking.update(pdf=stored)
