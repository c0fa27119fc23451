"""A request for proposal that Acme's consultant writes."""

from typing import Any

from clients.models import Client, User
from rfp.authoring.beginning import Draft, begin
from rfp.models import Rfp


def written(acme: Client, casey: User) -> dict[str, Any]:
    """A request with one clause."""
    rfp = begin(
        rfp=Rfp(client=acme, reference="ACME-1", title="Lines", lead=casey, contact="b@acme.test"),
        sections=[Draft("Scope", [{"title": "Lines", "text": "For [[C-001]]."}])],
        by=casey,
    )
    return {
        "written_rfp": rfp.public_id,
        "piece_code": "C-001",
        "section_letter": "S",
        "price_letter": "P",
        "appendix_kind": "sites",
    }
