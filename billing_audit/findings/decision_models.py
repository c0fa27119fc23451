"""What people decided about findings, one row after the other."""

import pgtrigger
from django.db import models

from billing_audit.findings.models import Finding
from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class FindingDecision(TenantModel):
    """What a person decided about a finding, and why; the latest one counts, none is changed."""

    class Reason(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed by the documents"
        CARRIER_AGREED = "carrier_agreed", "The carrier agreed"
        CONTRACT_ALLOWS = "contract_allows", "The contract allows the charge"
        DATA_WRONG = "data_wrong", "Our inventory or rates were wrong"
        ALREADY_CREDITED = "already_credited", "Already credited"
        INTENDED = "intended", "The client wants the service"
        NEEDS_CLIENT = "needs_client", "Only the client can tell"
        OTHER = "other", "Other"
        TAKEN_BACK = "taken_back", "The decision before it was taken back"
        LIFTED = "lifted", "The rule that suppressed it was lifted"

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="decisions")
    #: What it became by it.
    state = models.CharField(max_length=16, choices=Finding.State)
    reason = models.CharField(max_length=20, choices=Reason)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    #: What was decided in one go, and is taken back in one go; older decisions have none.
    batch = models.UUIDField(null=True, editable=False, db_index=True)

    wall = Wall(practice="SELECT, INSERT")

    class Meta:
        ordering = ["-decided_at", "-pk"]
        triggers = [
            pgtrigger.Protect(
                name="a_decision_is_never_changed", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} by {self.decided_by}"
