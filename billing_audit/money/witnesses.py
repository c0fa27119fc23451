"""Disputes as proofs name them: what was sent to the carrier, promised and credited."""

from django.urls import reverse

from billing_audit.findings.exhibits import Exhibit, Fact
from billing_audit.findings.witnesses.registry import Witness, witness
from billing_audit.money.models import Dispute
from retainer.lib import format as written

SPEAKER = "The dispute says"


def of_dispute(dispute: Dispute) -> Exhibit:
    """A dispute in brief; what was not promised is left out."""
    currency = dispute.currency
    facts = [
        Fact("Dispute", dispute.number, is_code=True),
        Fact("Carrier’s ticket", dispute.ticket, is_code=True),
        Fact("Sent on", written.day(dispute.submitted_on)),
        Fact("State", dispute.get_state_display()),
        Fact("Disputed", written.money(dispute.disputed, currency), differs=True),
    ]
    if dispute.promised:
        facts += [
            Fact("Promised", written.money(dispute.promised, currency), differs=True),
            Fact("Promised for the bill of", written.month(dispute.cycle)),
        ]
    facts.append(Fact("Credited", written.money(dispute.posted, currency), differs=True))
    url = reverse("disputes:dispute_detail", args=[dispute.public_id])
    return Exhibit(SPEAKER, f"Dispute {dispute.number}", url, facts)


witness("dispute", Witness(Dispute, SPEAKER, of_dispute, disputed="Amount"))
