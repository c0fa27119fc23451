"""What a decision about a finding does to claims: its own, and those it stood in the way of."""

from billing_audit.findings import claims
from billing_audit.findings.models import Finding, Occurrence


def settle_claims(finding: Finding) -> None:
    """Decide anew who claims what on the bills of a finding whose state has changed.

    To be called in the transaction that writes the decision, with ``finding.state`` saved.
    """
    claims.hold(finding.client_id)
    bills = list(finding.occurrences.values_list("invoice_id", flat=True).distinct())
    claims.arbitrate(finding.client_id, bills)
    touched = Occurrence.objects.filter(client_id=finding.client_id, invoice_id__in=bills)
    claims.refresh_totals(
        finding.client_id, list(touched.values_list("finding_id", flat=True).distinct())
    )
