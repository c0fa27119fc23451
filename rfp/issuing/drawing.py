"""Draws the files that an issued version still lacks, and keeps them.

Drawing takes seconds, so it happens between two short transactions; whoever is told of a version,
however often, draws only what is missing.
"""

import json
import logging
from collections.abc import Callable

from clients.files.models import StoredFile
from clients.files.services import store
from clients.people.models import Practice
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool
from rfp.issuing import paper, workbook
from rfp.issuing.apart import draw_word
from rfp.issuing.models import IssuedVersion
from rfp.issuing.ocds import release
from rfp.issuing.shape import IssuedRequest, read

logger = logging.getLogger(__name__)
LARGEST = 100_000_000
#: What each form is called by people, and how its file ends.
ENDINGS = {
    "pdf": ".pdf",
    "docx": ".docx",
    "xlsx": ", response workbook.xlsx",
    "ocds": ", OCDS release.json",
}


def draw_version(version_id: int) -> None:
    """Draw what a version lacks; harmless when nothing is."""
    with acting_as("worker", clients=ALL):
        found = IssuedVersion.objects.filter(pk=version_id)
        version = found.select_related("client", "rfp", "template").first()
        practice = Practice.current()
    if version is None:
        return
    request = read(version.document)
    for form, draw in _forms(version, request, practice).items():
        if getattr(version, f"{form}_id") is not None:
            continue
        try:
            drawn = draw()
        except Refused as refusal:
            logger.error("%s of %s was not drawn: %s", form, version_id, refusal.sentence)
        else:
            _keep(version, form, drawn)


def _forms(
    version: IssuedVersion, request: IssuedRequest, practice: Practice
) -> dict[str, Callable[[], bytes]]:
    template = bytes(version.template.content) if version.template else None
    tag = "tender" if version.number == 1 else "tenderAmendment"
    return {
        "pdf": lambda: paper.draw(request, practice),
        "docx": lambda: draw_word(version.document, template),
        "xlsx": lambda: workbook.draw(request, frozenset(version.changed)),
        "ocds": lambda: json.dumps(release(request, tag=tag), indent=1).encode(),
    }


def file_name(version: IssuedVersion, form: str) -> str:
    """``ALD-2026-02, version 1.pdf``."""
    return f"{version.rfp.reference}, version {version.number}{ENDINGS[form]}"


def _keep(version: IssuedVersion, form: str, drawn: bytes) -> None:
    with acting_as("worker", clients=ALL):
        lacking = IssuedVersion.objects.filter(pk=version.pk, **{form: None})
        if not lacking.select_for_update(of=("self",)).exists():
            return
        with spool([drawn], limit=LARGEST) as spooled:
            stored = store(
                spooled,
                name=file_name(version, form),
                kind=StoredFile.Kind.REQUEST,
                client=version.client,
                stored_by=None,
                shared=True,
                bidders_of=version.rfp_id,
            )
        lacking.update(**{form: stored})
