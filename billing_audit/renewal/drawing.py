"""Draws the PDF that a draft still lacks; a draft made again meanwhile keeps its newer figures."""

import logging

from django.db.models import QuerySet

from billing_audit.renewal import document
from billing_audit.renewal.models import RenewalPack
from billing_audit.renewal.shape import Pack
from clients.files.models import StoredFile
from clients.files.services import store
from retainer.lib import records
from retainer.lib.pdf import LIMITS
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool

logger = logging.getLogger(__name__)


def draw_pack(pack_id: int) -> None:
    """Draw it, or write down why not; harmless when it is done.

    Drawing takes seconds, so it happens between two short transactions.
    """
    with acting_as("worker", clients=ALL):
        lacking = RenewalPack.objects.to_be_drawn().filter(pk=pack_id)
        pack = lacking.select_related("client").first()
    if pack is None:
        return
    try:
        drawn = document.draw(records.read(Pack, pack.figures), pack.figures_sha256)
    except Refused as refusal:
        logger.warning("Renewal pack %s was not drawn: %s", pack_id, refusal.sentence)
        with acting_as("worker", clients=ALL):
            _same(pack).update(error=refusal.sentence)
    else:
        _keep(pack, drawn)


def _keep(pack: RenewalPack, drawn: bytes) -> None:
    with acting_as("worker", clients=ALL):
        lacking = _same(pack)
        if not lacking.select_for_update(of=("self",)).exists():
            return
        with spool([drawn], limit=LIMITS.output) as spooled:
            stored = store(
                spooled,
                name=f"{pack.client.name}, renewal pack, version {pack.version}.pdf",
                kind=StoredFile.Kind.RENEWAL,
                client=pack.client,
                stored_by=None,
            )
        lacking.update(pdf=stored)


def _same(pack: RenewalPack) -> QuerySet[RenewalPack]:
    return RenewalPack.objects.filter(pk=pack.pk, pdf=None, figures_sha256=pack.figures_sha256)
