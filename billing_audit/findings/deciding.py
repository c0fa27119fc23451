"""What decisions about findings do to claims: their own, and those they stood in the way of."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Case, F, Value, When

from billing_audit.findings import claims
from billing_audit.findings.models import Finding, Occurrence


def settle_claims(*findings: Finding, confirm: bool = True) -> None:
    """Decide anew who claims what on the bills of findings whose state has changed.

    To be called in the transaction that writes the decision, with ``finding.state`` saved.
    Without ``confirm`` no person has looked at them: what was confirmed before stays so.
    """
    of_client: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        of_client[finding.client_id].append(finding)
    for client_id, own in sorted(of_client.items()):
        claims.hold(client_id)
        charges = Occurrence.objects.filter(client_id=client_id, finding__in=own).order_by()
        bills = list(charges.values_list("invoice_id", flat=True).distinct())
        claims.arbitrate(client_id, bills)
        if confirm:
            _note_what_was_confirmed(client_id, own)
        touched = Occurrence.objects.filter(client_id=client_id, invoice_id__in=bills).order_by()
        touched = list(touched.values_list("finding_id", flat=True).distinct())
        claims.refresh_totals(client_id, touched)


def _note_what_was_confirmed(client_id: int, findings: list[Finding]) -> None:
    """Keep charge by charge what was decided about, so that what comes later tells apart."""
    valid = [each.pk for each in findings if each.state == Finding.State.VALID]
    Occurrence.objects.filter(client_id=client_id, finding__in=findings).update(
        confirmed=Case(When(finding_id__in=valid, then=F("claimed")), default=Value(Decimal(0)))
    )
