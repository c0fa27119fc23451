"""What rules keep from being asked back: how many findings, and the money in them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, F, Sum

from billing_audit.findings.models import Occurrence
from billing_audit.suppressions.models import Suppression


@dataclass
class Kept:
    """Of one rule: findings and charges it covers, and what their check alone would ask back."""

    findings: int = 0
    charges: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)


def kept_by(rules: Iterable[Suppression]) -> dict[int, Kept]:
    """By the rules' keys, for a page of them at once."""
    kept: dict[int, Kept] = defaultdict(Kept)
    keys = [rule.pk for rule in rules]
    rows = (
        Occurrence.objects.filter(
            finding__suppressed_by__in=keys, month__lte=F("finding__suppressed_by__until")
        )
        .order_by()
        .values("finding__suppressed_by", "finding__currency")
        .annotate(findings=Count("finding", distinct=True), charges=Count("pk"), sum=Sum("result"))
    )
    for row in rows:
        of_rule = kept[row["finding__suppressed_by"]]
        of_rule.findings += row["findings"]
        of_rule.charges += row["charges"]
        of_rule.sums[row["finding__currency"]] = row["sum"]
    return kept
