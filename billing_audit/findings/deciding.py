"""What a decision about a finding does to claims: its own, and those it stood in the way of."""

from decimal import Decimal

from django.db.models import F

from billing_audit.findings import claims
from billing_audit.findings.models import Finding, Occurrence


def settle_claims(finding: Finding) -> None:
    """Decide anew who claims what on the bills of a finding whose state has changed.

    To be called in the transaction that writes the decision, with ``finding.state`` saved.
    """
    claims.hold(finding.client_id)
    bills = list(finding.occurrences.values_list("invoice_id", flat=True).distinct())
    claims.arbitrate(finding.client_id, bills)
    _note_what_was_confirmed(finding)
    touched = Occurrence.objects.filter(client_id=finding.client_id, invoice_id__in=bills)
    claims.refresh_totals(
        finding.client_id, list(touched.values_list("finding_id", flat=True).distinct())
    )


def _note_what_was_confirmed(finding: Finding) -> None:
    """Keep charge by charge what was decided about, so that what comes later tells apart."""
    stands = finding.state == Finding.State.VALID
    finding.occurrences.update(confirmed=F("claimed") if stands else Decimal(0))
