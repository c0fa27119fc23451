"""What we caused ourselves, which counts in no figure of ours."""

import pgtrigger
from django.db import models

from billing_audit.findings.models import Finding
from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class OwnCause(TenantModel):
    """Somebody's word on whether our own advice or error caused a finding; the latest counts."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="own_causes")
    is_ours = models.BooleanField()
    reason = models.CharField(max_length=300)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT")

    class Meta:
        ordering = ["-pk"]
        triggers = [pgtrigger.Protect(name="a_word_on_a_cause_stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.reason


def ours(findings: models.QuerySet[Finding]) -> set[int]:
    """The findings that we caused, by the latest word on each."""
    words = OwnCause.objects.filter(finding__in=findings)
    words = words.order_by("finding_id", "-pk").distinct("finding_id")
    return {finding for finding, is_ours in words.values_list("finding_id", "is_ours") if is_ours}
