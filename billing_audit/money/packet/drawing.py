"""Draws the packet that somebody asked for, between two short transactions that hold the draft."""

import logging

from billing_audit.money.drafting import locked
from billing_audit.money.models import Dispute
from billing_audit.money.packet.packing import items_of, keep, packed
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as

logger = logging.getLogger(__name__)


def draw_packet(dispute_id: int) -> None:
    """Draw and keep it, or write down why not; harmless when it is there or asked for no more."""
    with acting_as("worker", clients=ALL):
        dispute = Dispute.objects.to_be_packed().filter(pk=dispute_id).first()
    if dispute is None:
        return
    try:
        with acting_as("worker", clients=ALL):
            asked = Dispute.objects.for_list().select_related("opened_by").get(pk=dispute.pk)
            archive = packed(asked, items_of(asked))
    except Refused as refusal:
        logger.warning("The packet of %s was not drawn: %s", dispute_id, refusal.sentence)
        _note_failure(dispute, refusal.sentence)
    except Exception as error:
        _note_failure(dispute, f"The packet could not be drawn: {type(error).__name__}: {error}")
        raise
    else:
        with acting_as("worker", clients=ALL):
            if draft := _still_wanted(dispute):
                keep(draft, archive, draft.packing_for)


def _note_failure(dispute: Dispute, sentence: str) -> None:
    with acting_as("worker", clients=ALL):
        if draft := _still_wanted(dispute):
            draft.packing_since, draft.packing_error = None, sentence
            draft.save(update_fields=["packing_since", "packing_error"])


def _still_wanted(dispute: Dispute) -> Dispute | None:
    """The draft, locked, if what was asked for is what was drawn."""
    asked = Dispute.objects.to_be_packed().filter(
        pk=dispute.pk, packing_since=dispute.packing_since
    )
    return locked(dispute) if asked.exists() else None
