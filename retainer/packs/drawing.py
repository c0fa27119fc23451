"""Draws the PDF that a pack still lacks, and keeps it; harmless when it is there.

Drawing takes seconds, so it happens between two short transactions.
"""

import logging
from datetime import timedelta

from django.utils import timezone

from clients.files.models import StoredFile
from clients.files.services import store
from clients.models import MeetingPack, Practice
from retainer.lib import format as written
from retainer.lib.pdf import LIMITS
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool
from retainer.packs import document

logger = logging.getLogger(__name__)

#: After so long a pack would have its PDF if a worker had been told of it.
PATIENCE = timedelta(minutes=2)


def draw_pack(pack_id: int) -> None:
    with acting_as("worker", clients=ALL):
        lacking = MeetingPack.objects.filter(pk=pack_id, pdf=None)
        pack = lacking.select_related("client", "meeting__committee").first()
        if pack is None:
            return
        practice = Practice.current()
    try:
        drawn = document.draw(pack, practice)
    except Refused as refusal:
        logger.error("Pack %s was not drawn: %s", pack_id, refusal.sentence)
        return
    _keep(pack, drawn)


def forgotten() -> list[int]:
    """Packs that nobody draws."""
    late = timezone.now() - PATIENCE
    rows = MeetingPack.objects.filter(pdf=None, made_at__lt=late)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def file_name(pack: MeetingPack) -> str:
    """``Acme Logistics, Management committee 12 Mar 2026, pack 1.pdf``."""
    day = written.day(pack.meeting.starts_at).replace(written.NO_BREAK, " ")
    return f"{pack.client.name}, {pack.meeting.committee} {day}, pack {pack.number}.pdf"


def _keep(pack: MeetingPack, drawn: bytes) -> None:
    with acting_as("worker", clients=ALL):
        lacking = MeetingPack.objects.select_for_update(of=("self",)).filter(pk=pack.pk, pdf=None)
        held = lacking.first()
        if held is None:
            return
        with spool([drawn], limit=LIMITS.output) as spooled:
            stored = store(
                spooled,
                name=file_name(pack),
                kind=StoredFile.Kind.PACK,
                client=pack.client,
                stored_by=None,
                shared=held.sent_at is not None,
            )
        held.pdf = stored
        held.save(update_fields=["pdf"])
