"""What a run looked at: sums of every check, and the charges that nothing on file speaks for."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from billing_audit.bills.models import AMOUNT, ChargeType
from billing_audit.runs.models import AuditRun
from clients.telecom.models import BillingAccount
from retainer.lib.tenancy.models import TenantModel


class Coverage(TenantModel):
    """The sums of a run, by month and currency; spend is what lines above zero come to.

    ``checks`` has for each code ``{month: {currency: [charges, spend]}}``: what the check looked
    at, or of one that lacked data what it would have looked at; bills of a check of bills.
    ``charges`` has the same of ``all`` charges, of those ``verified`` by anything on file, and of
    those ``priced`` by a contract, a price list or a public table.
    """

    run = models.OneToOneField(AuditRun, on_delete=models.CASCADE, related_name="coverage")
    checks = models.JSONField(default=dict)
    charges = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Coverage of {self.run}"


class UnverifiedCharge(TenantModel):
    """Charges of an account under one code that no check held against anything on file."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    run = models.ForeignKey(AuditRun, on_delete=models.CASCADE, related_name="unverified")
    account = models.ForeignKey(BillingAccount, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60, blank=True)
    #: As the bill words it; of many wordings under one code one.
    description = models.CharField(max_length=300, blank=True)
    charge_type = models.PositiveSmallIntegerField(choices=ChargeType)
    #: What is known of them, as bits of ``Trait``.
    traits = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    charges = models.PositiveIntegerField()
    spend = models.DecimalField(**AMOUNT)
    first_month = models.DateField()
    last_month = models.DateField()
    #: Checks that held them against the bills alone.
    compared_by = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["run", "-spend", "-pk"]
        indexes = [models.Index(fields=["run", "-spend", "-id"], name="unverified_by_spend")]

    def __str__(self) -> str:
        return f"{self.code or self.description} on {self.account}"
