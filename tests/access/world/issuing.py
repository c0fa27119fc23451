"""A request of Acme's that was put forward, and one that bidders have."""

from decimal import Decimal
from typing import Any

from clients.models import Client, DecisionRight, User
from rfp.gates.services import put_forward
from rfp.models import Rfp
from tests.rfp.asking import sent, written


def issued(client: Client, casey: User, owen: User) -> dict[str, Any]:
    """What stands in the addresses of issues."""
    candidate = put_forward(
        rfp=written(client, casey, owen, reference="ACM-2026-02"),
        money=Decimal(1),
        kind=DecisionRight.objects.get(user=owen).subject,
        put_by=casey,
    )
    sent(Rfp.objects.get(reference="ACM-2026-01"), casey)  # to the bidder who is inside
    return {
        "rfp_candidate": candidate.public_id,
        "rfp_version": sent(candidate.rfp, casey).public_id,
        "rfp_number": 2,
        "rfp_form": "pdf",
    }
